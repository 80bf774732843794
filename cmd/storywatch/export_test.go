package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"storywatch/internal/clock"
	"storywatch/store/novelty"
)

// cells are the values of one column of a CSV file.
func cells(t testing.TB, text, column string) (values []string) {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range all[0] {
		if name == column {
			for _, row := range all[1:] {
				values = append(values, row[i])
			}
			return values
		}
	}
	t.Fatalf("no column %s in %v", column, all[0])
	return nil
}

func TestExportNarrows(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	for args, want := range map[string]string{
		"export items":                           "doc-1 doc-2 doc-3",
		"export items --source quay?wire":        "doc-2",
		"export quotes --speaker brandt":         "doc-1",
		"export developments --since 2031-03-05": "doc-3",
		"export developments --until 2031-03-04": "doc-1",
		"export copies":                          "doc-1 doc-2 doc-3",
		"export dates":                           "",
		"export developments --search dropped":   "doc-3",
		"export items --type lawsuit --story s1": "doc-1 doc-3",
	} {
		fields := strings.Fields(args)
		for i := range fields {
			fields[i] = strings.ReplaceAll(fields[i], "?", " ")
		}
		if got := strings.Join(cells(t, s.ok(t, fields...), "item_id"), " "); got != want {
			t.Errorf("%s: got %q, want %q", args, got, want)
		}
	}
}

func TestExportDevelopmentsAsJSON(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	first := strings.SplitN(s.ok(t, "export", "developments", "--format", "jsonl"), "\n", 2)[0]
	var e map[string]any
	if err := json.Unmarshal([]byte(first), &e); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{"change": "new", "type": "lawsuit", "status": "filed", "date": "2031-03-04", "alert": "now", "item_id": "doc-1", "url": "https://gazette.example/doc-1"} {
		if e[key] != want {
			t.Errorf("%s: got %v, want %v", key, e[key], want)
		}
	}
}

func TestExportNewToFiles(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	file := filepath.Join(s.dir, "new.csv")
	export := func(name string) string {
		t.Helper()
		if out := s.ok(t, "export", "quotes", name, "-o", file); out != "" {
			t.Errorf("stdout %q", out)
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(cells(t, string(b), "quote_id"), " ")
	}
	all := export("--new")
	for _, step := range []struct{ name, want string }{{"--new", ""}, {"--new=default", ""}, {"--new=weekly", all}, {"--new=weekly", ""}} {
		if got := export(step.name); got != step.want {
			t.Errorf("%s: got %q, want %q", step.name, got, step.want)
		}
	}
	if all == "" {
		t.Error("the first export is empty")
	}
	if out := s.ok(t, "export", "quotes", "--new"); strings.Count(out, "\r\n") != 1 || !strings.HasPrefix(out, "quote_id,") {
		t.Errorf("nothing new on stdout is %q, want the header", out)
	}
}

func TestExportNewMovesOnlyWhenWritten(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	if code, _, errs := s.run("export", "items", "--new", "-o", filepath.Join(s.dir, "no", "folder.csv")); code != exitFailed || !strings.Contains(errs, "folder.csv") {
		t.Errorf("exit %d, %q", code, errs)
	}
	var errs bytes.Buffer
	a := &app{ctx: context.Background(), stdout: closedPipe{}, stderr: &errs, clock: clock.NewManual(s.now), getenv: func(string) (string, bool) { return "", false }}
	if code := a.run([]string{"export", "items", "--new", "--config", filepath.Join(s.dir, "config.yaml")}); code != exitFailed || !strings.Contains(errs.String(), "closed pipe") {
		t.Errorf("exit %d, %q", code, errs.String())
	}
	if got := cells(t, s.ok(t, "export", "items", "--new"), "item_id"); len(got) != 3 {
		t.Errorf("after two failures the third export has %v", got)
	}
}

type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, errors.New("write on a closed pipe") }

func TestExportNewGivesWhatChanged(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	s.ok(t, "export", "items", "--new")
	st := s.open(t)
	o := shelfDocument("doc-3", 50, "Port drops suit, pays", "The port of Selby dropped its suit against Norvane on Wednesday.\nIt pays the costs.")
	if _, err := st.Record(t.Context(), nil, o, novelty.Ladder{}); err != nil {
		t.Fatal(err)
	}
	st.Close()
	out := s.ok(t, "export", "items", "--new")
	if id, change := cells(t, out, "item_id"), cells(t, out, "change"); len(id) != 1 || id[0] != "doc-3" || change[0] != "revised" {
		t.Errorf("got %v %v", id, change)
	}
}

func TestExportForExcel(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	if out := s.ok(t, "export", "items", "--excel"); !strings.HasPrefix(out, "\uFEFF") {
		t.Errorf("begins with %q", out[:10])
	}
	file := filepath.Join(s.dir, "config.yaml")
	config, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(config, "export: {excel: true}\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	if out := s.ok(t, "export", "items"); !strings.HasPrefix(out, "\uFEFF") {
		t.Errorf("with export.excel it begins with %q", out[:10])
	}
}

func TestExportColumnsAreExplained(t *testing.T) {
	s := newShelf(t) // no store is needed
	for _, what := range []string{"items", "quotes", "developments", "awards", "dates", "copies"} {
		out := s.ok(t, "export", what, "--columns")
		contains(t, out, "column", "meaning", "item_id")
		for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
			if !strings.HasPrefix(line, " ") && len(strings.Fields(line)) < 2 {
				t.Errorf("%s: a column without a meaning: %q", what, line)
			}
		}
	}
}

// Two people who export under two names do not take from each other, and neither does a filter.
func TestExportNamesAreApart(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	s.ok(t, "export", "quotes", "--new", "--speaker", "Brandt")
	if got := cells(t, s.ok(t, "export", "quotes", "--new"), "quote_id"); len(got) < 2 {
		t.Errorf("after a narrowed export the whole one has %v", got)
	}
}
