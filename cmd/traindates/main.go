// Command traindates fits what extract/page holds the places worth in which pages name their publication date, to pages
// whose date somebody marked. Only those who work on storywatch run it:
//
//	go run ./cmd/traindates -folds 5 FOLDER                                 how good, by cross-validation
//	go run ./cmd/traindates -o extract/page/dateworth.txt FOLDER
//
// FOLDER holds zip files: pages, and gold.jsonl with a line for each, {"url": "…", "date": "2031-03-11", "file": "0001.html"};
// "nodate": true says that a page has none. Pages of one host are never in two parts, and a page that is in several files is
// fitted to once.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"storywatch/extract/page"
)

func main() {
	folds := flag.Int("folds", 0, "report by cross-validation over this many parts")
	out := flag.String("o", "", "`file` to write the weights to")
	wrong := flag.Bool("wrong", false, "with -folds: list the pages whose date was missed, with what spoke for each day")
	flag.Parse()
	if err := run(flag.Args(), *folds, *out, *wrong, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "traindates:", err)
		os.Exit(1)
	}
}

func run(folders []string, folds int, out string, wrong bool, stdout io.Writer) error {
	if len(folders) != 1 || folds == 0 && out == "" {
		return fmt.Errorf("want one folder of marked pages, and -folds N or -o FILE")
	}
	if folds != 0 && folds < 2 {
		return fmt.Errorf("-folds %d: want 2 parts or more, 5 is usual", folds)
	}
	all, err := load(folders[0])
	if err != nil {
		return err
	}
	if folds > 1 {
		worth := make([]*page.DateWorth, folds)
		for k := range folds {
			worth[k] = page.TrainDates(examples(all, func(m marked) bool { return m.Part(folds) != k }))
		}
		fmt.Fprintf(stdout, "on pages that the weights were not fitted to, %d parts:\n", folds)
		report(stdout, all, wrong, func(m marked) *page.DateWorth { return worth[m.Part(folds)] })
	}
	if out == "" {
		return nil
	}
	w := page.TrainDates(examples(all, func(marked) bool { return true }))
	fmt.Fprintln(stdout, "on the pages that they were fitted to:")
	report(stdout, all, false, func(marked) *page.DateWorth { return w })
	return os.WriteFile(out, []byte(head+w.String()), 0o644)
}

// head is the comment of the file.
const head = `# What a place that names a day is worth: the weights of a multinomial logit over the days that a page names and "none of
# them", which is the row none. Written by cmd/traindates; edits are lost. Dates of change are held near 0, and places that
# confirm a date are held above 0, so that no more evidence makes a day less likely.
# "near" is right after the headline, "above" right before it, "aside" in sidebars, comments and footers, "later" not the first of its kind.
# sure SHARE RIGHT: of days with such a share among the possibilities, so many were right on pages that the weights were not fitted to.
`

// examples are the pages of which keep holds, each once.
func examples(all []marked, keep func(marked) bool) []page.DateExample {
	var out []page.DateExample
	seen := map[string]bool{}
	for _, m := range all {
		if !keep(m) || seen[m.url] {
			continue
		}
		seen[m.url] = true
		out = append(out, m.DateExample)
	}
	return out
}

// SureDate is the confidence from which a date is counted as one that was said for sure.
const SureDate = 0.9

// tally counts answers.
type tally struct{ pages, right, none, sure, surelyRight int }

func (t tally) String() string {
	pct := func(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }
	return fmt.Sprintf("%d pages, %.1f %% right, %.1f %% without an answer; sure of %.1f %%, of those %.1f %% right",
		t.pages, pct(t.right, t.pages), pct(t.none, t.pages), pct(t.sure, t.pages), pct(t.surelyRight, t.sure))
}

// report prints how good the answers are, by file and together.
func report(stdout io.Writer, all []marked, wrong bool, worth func(marked) *page.DateWorth) {
	var sets []string
	of := map[string]*tally{}
	var sum tally
	for _, m := range all {
		if m.Day == "" {
			continue
		}
		t := of[m.set]
		if t == nil {
			t = &tally{}
			of[m.set], sets = t, append(sets, m.set)
		}
		day, confidence, signs := m.Best(worth(m))
		for _, t := range []*tally{t, &sum} {
			t.count(day, m.Day, confidence)
		}
		if wrong && day != m.Day {
			fmt.Fprintf(stdout, "%s %s %s\n  marked %s %v\n  said   %s %.2f %v\n", m.set, m.file, m.url, m.Day, m.Signs(m.Day), day, confidence, signs)
		}
	}
	for _, s := range sets {
		fmt.Fprintf(stdout, "%s: %s\n", s, *of[s])
	}
	fmt.Fprintf(stdout, "all: %s\n", sum)
}

func (t *tally) count(day, want string, confidence float64) {
	t.pages++
	right := day == want
	if right {
		t.right++
	}
	if day == "" {
		t.none++
	}
	if confidence >= SureDate {
		t.sure++
		if right {
			t.surelyRight++
		}
	}
}
