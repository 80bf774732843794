// Command trainquotes fits the weights by which extract/quote chooses speakers, to articles in which somebody marked
// the quotations and who said them. Only those who work on storywatch run it:
//
//	go run ./cmd/trainquotes -folds 5 marked.jsonl           how good, by cross-validation
//	go run ./cmd/trainquotes -o extract/quote/weights.txt marked.jsonl
//
// A line of a file is one article: {"text": "…", "quotes": [{"start": 0, "end": 9, "speaker": "Ada Hale"}]}, with start
// and end in code points, and the speaker as the text names him there ("she" where it says "she said"), or "".
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"storywatch/extract/quote"
)

func main() {
	folds := flag.Int("folds", 0, "report by cross-validation over this many parts instead of writing weights")
	out := flag.String("o", "", "`file` to write the weights to")
	answers := flag.String("answers", "", "with -folds: `file` to write what was found in each article by weights fitted without it")
	flag.Parse()
	if err := run(flag.Args(), *folds, *out, *answers, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "trainquotes:", err)
		os.Exit(1)
	}
}

func run(files []string, folds int, out, answers string, stdout io.Writer) error {
	if len(files) == 0 || folds == 0 && out == "" {
		return fmt.Errorf("want files of marked articles, and -folds N or -o FILE")
	}
	if folds != 0 && folds < 2 {
		return fmt.Errorf("-folds %d: want 2 parts or more, 5 is usual", folds)
	}
	if answers != "" && folds == 0 {
		return fmt.Errorf("-answers %s: wants -folds N, for answers are by weights fitted without the article", answers)
	}
	var all []article
	part := map[string]int{}
	for _, name := range files {
		ex, err := load(name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for _, a := range ex { // an article given twice counts twice, but is never in two parts
			if _, seen := part[a.Doc.Text]; !seen {
				part[a.Doc.Text] = len(part)
			}
			a.part = part[a.Doc.Text]
			all = append(all, a)
		}
	}
	if folds > 1 {
		var sum quote.Report
		var found bytes.Buffer
		for k := range folds {
			var train, test []quote.Example
			for _, a := range all {
				if a.part%folds == k {
					test = append(test, a.Example)
				} else {
					train = append(train, a.Example)
				}
			}
			w := quote.Train(train)
			p := quote.Evaluate(test, w)
			for _, a := range all {
				if a.part%folds != k {
					continue
				}
				if err := a.write(&found, w); err != nil {
					return err
				}
			}
			fmt.Fprintf(stdout, "part %d of %d: %s\n", k+1, folds, p)
			sum.Add(p)
		}
		fmt.Fprintf(stdout, "all parts: %s\n", sum)
		if answers != "" {
			if err := os.WriteFile(answers, found.Bytes(), 0o644); err != nil {
				return err
			}
		}
	}
	if out == "" {
		return nil
	}
	examples := make([]quote.Example, len(all))
	for i, a := range all {
		examples[i] = a.Example
	}
	w := quote.Train(examples)
	fmt.Fprintf(stdout, "on the articles it was fitted to: %s\n", quote.Evaluate(examples, w))
	return os.WriteFile(out, []byte(w.String()), 0o644)
}

// article is a line of a file, read.
type article struct {
	quote.Example
	id   string
	part int // of the cross-validation, modulo the number of parts
}

// write writes what weights w find in the article, as a line of JSON like the marked ones.
func (a article) write(out io.Writer, w *quote.Weights) error {
	type answer struct {
		Start      int     `json:"start"`
		End        int     `json:"end"`
		Speaker    string  `json:"speaker"`
		Name       string  `json:"name"`
		Rule       string  `json:"rule"`
		Confidence float64 `json:"confidence"`
	}
	line := struct {
		ID     string   `json:"id"`
		Quotes []answer `json:"quotes"`
	}{ID: a.id, Quotes: []answer{}}
	for _, q := range quote.FindWith(w, a.Doc, a.Names) {
		p := answer{Start: a.Doc.Points(q.Start), End: a.Doc.Points(q.End), Speaker: a.Doc.Slice(q.Mention), Name: q.Speaker, Confidence: q.Confidence}
		if len(q.Candidates) > 0 && len(q.Candidates[0].Why) > 0 {
			p.Rule = q.Candidates[0].Why[0]
		}
		line.Quotes = append(line.Quotes, p)
	}
	return json.NewEncoder(out).Encode(line)
}
