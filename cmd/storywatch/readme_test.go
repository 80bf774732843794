package main

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"storywatch/internal/clock"
)

// readmeFiles are the files that the README's examples speak of.
var readmeFiles = map[string]string{
	"ruling.html": `<!doctype html><html lang="en"><head><title>Judge blocks merger</title></head><body><article><h1>Judge blocks merger</h1>
<p>A federal judge on Tuesday blocked North River Hospital from buying Valley Clinics, saying that the deal would raise prices across the valley.</p>
<p>“We will appeal,” said Lena Okafor, chief executive of North River Hospital.</p></article></body></html>`,
	"archive.jsonl": `{"id":"d1","url":"https://courier.example/1","title":"Hospital sues","text":"North River Hospital sued the board on Monday.","published":"2031-03-11","source":"Valley Courier"}`,
	"feed.xml":      `<rss version="2.0"><channel><title>Courier</title><item><title>Judge blocks merger</title><link>/a</link></item></channel></rss>`,
	"report.txt":    "North River Hospital announced the closure of 40 beds on Monday.",
}

// elsewhere are commands of the README that are not storywatch's; the test only knows them.
var elsewhere = []string{"go test ./...", "go build -o storywatch ./cmd/storywatch"}

// needSources are commands that ask sources. The test's network reaches nobody, and that is exit 3.
var needSources = []string{"storywatch check", "storywatch run"}

// Every command line of the README works as it stands there, in its order, in a folder with the files it speaks of; only
// blocks marked no-test (crontab, a mail server) are left out. Its configs are accepted, and the demo shows what it says.
func TestReadmeIsTrue(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for name, text := range readmeFiles {
		writeFile(t, name, text)
	}
	blocks := fences(string(readme))
	for _, b := range blocks {
		if lang, name, ok := strings.Cut(b.info, " "); ok && lang == "yaml" {
			writeFile(t, name, b.text)
		}
	}
	ran, said := 0, map[string]string{}
	for _, b := range blocks {
		if b.info != "sh" {
			continue
		}
		for _, line := range strings.Split(strings.TrimSpace(b.text), "\n") {
			line = strings.Replace(strings.TrimSpace(line), "go run ./cmd/storywatch", "storywatch", 1)
			if slices.Contains(elsewhere, line) {
				continue
			}
			said[line] = runLine(t, line)
			ran++
		}
	}
	if ran < 15 {
		t.Errorf("only %d command lines found in the README", ran)
	}
	demo := said["storywatch demo"]
	for _, b := range blocks {
		if b.info != "text demo" {
			continue
		}
		for _, line := range strings.Split(strings.TrimSpace(b.text), "\n") {
			if shown, _, _ := strings.Cut(line, "…"); !strings.Contains(demo, strings.TrimSpace(shown)) {
				t.Errorf("the demo does not print, as the README has it:\n%s", line)
			}
		}
	}
	if t.Failed() {
		t.Logf("the demo printed\n%s", demo)
	}
}

// A help that only lists flags teaches nobody: every command shows itself at work.
func TestEveryCommandTeachesWithAnExample(t *testing.T) {
	for _, name := range []string{"demo", "init", "check", "run", "watch", "send", "items", "stories", "quotes", "developments", "awards", "sources", "show", "why", "export", "add", "import", "extract", "parse"} {
		if help := runLine(t, "storywatch "+name+" --help"); !strings.Contains(help, "    storywatch "+name) && !strings.Contains(help, "  storywatch "+name) {
			t.Errorf("no example in\n%s", help)
		}
	}
}

// runLine runs one command line as a shell would that knows words and double quotes.
func runLine(t *testing.T, line string) string {
	t.Helper()
	args, err := shellWords(line)
	if err != nil || len(args) == 0 || args[0] != "storywatch" {
		t.Errorf("a command line that the test cannot run: %s (%v)", line, err)
		return ""
	}
	var out, errs strings.Builder
	a := &app{
		ctx: t.Context(), stdin: strings.NewReader(""), stdout: &out, stderr: &errs, clock: clock.System{},
		getenv: func(string) (string, bool) { return "", false },
		dial: func(_ context.Context, _, address string, _ *net.Dialer) (net.Conn, error) {
			host, _, _ := net.SplitHostPort(address)
			return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
		},
	}
	want := exitOK
	if slices.Contains(needSources, line) {
		want = exitSources
	}
	if code := a.run(args[1:]); code != want {
		t.Errorf("%s: exit %d, want %d\n%s%s", line, code, want, out.String(), errs.String())
	}
	return out.String()
}

func shellWords(line string) (words []string, err error) {
	for i, part := range strings.Split(line, `"`) {
		switch {
		case i%2 == 1:
			words = append(words, part)
		case strings.ContainsAny(part, "|<>$`\\'"):
			return nil, errors.New("pipes, redirections and variables need a shell")
		default:
			words = append(words, strings.Fields(part)...)
		}
	}
	return words, nil
}

type fence struct{ info, text string }

// fences are the README's fenced blocks, those in lists too.
func fences(markdown string) (found []fence) {
	var b *fence
	for _, line := range strings.Split(markdown, "\n") {
		info, isFence := strings.CutPrefix(strings.TrimSpace(line), "```")
		switch {
		case isFence && b == nil:
			b = &fence{info: info}
		case isFence:
			found, b = append(found, *b), nil
		case b != nil:
			b.text += line + "\n"
		}
	}
	return found
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Clean(name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
