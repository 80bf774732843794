package quote_test

import (
	"strings"
	"testing"

	"storywatch/extract/entity"
	"storywatch/extract/quote"
	"storywatch/extract/text"
)

// marked is an article in which every quotation and its speaker is known: "speaker: words | speaker: words".
func marked(article, gold string) quote.Example {
	d := text.New(article)
	var none *entity.Lexicon
	ex := quote.Example{Doc: d, Names: none.Find(d)}
	for part := range strings.SplitSeq(gold, " | ") {
		speaker, words, _ := strings.Cut(part, ": ")
		if words == "" {
			continue
		}
		at := strings.Index(article, words)
		ex.Gold = append(ex.Gold, quote.Gold{
			Span: text.Span{Start: at, End: at + len(words)}, Speaker: speaker,
			Names: func(mention string) bool { return mention == speaker },
		})
	}
	return ex
}

// whispers are articles of a paper with a habit of its own: who is named behind "hush" spoke the words before.
var whispers = func() []quote.Example {
	var all []quote.Example
	for _, name := range []string{"Ada Hale", "Bo Lund", "Otto Berg", "Ida Vond", "Mara Quist", "Tom Brand"} {
		all = append(all, marked(
			`Cara Moss met Pia Rand at the pier. "It is cold out there," hush `+name+`. The crews went home early.`, name+": It is cold out there,"))
	}
	return all
}()

// TestTrain: what the articles show is learned, also where no rule of ours says so.
func TestTrain(t *testing.T) {
	before, err := quote.ReadWeights("")
	if err != nil {
		t.Fatal(err)
	}
	if p := quote.Evaluate(whispers, before); p.Right == p.Gold {
		t.Fatalf("right without any weights: %v", p)
	}
	last := len(whispers) - 1
	w := quote.Train(whispers[:last])
	if p := quote.Evaluate(whispers[last:], w); p.Right != 1 {
		t.Errorf("an article it was not fitted to: %v", p)
	}
}

// TestTrainIsRepeatable: the same articles give the same weights, to the letter.
func TestTrainIsRepeatable(t *testing.T) {
	if a, b := quote.Train(whispers).String(), quote.Train(whispers).String(); a != b {
		t.Error("two trainings on the same articles differ")
	}
}

// TestWeightsAsText: what String writes, ReadWeights reads; what is damaged says in which line.
func TestWeightsAsText(t *testing.T) {
	s := quote.Train(whispers).String()
	w, err := quote.ReadWeights(s)
	if err != nil {
		t.Fatal(err)
	}
	if again := w.String(); again != s {
		t.Errorf("read and written again it differs:\n%.300s\n%.300s", s, again)
	}
	for name, tc := range map[string]struct{ text, want string }{
		"too few fields": {"# weights\nrule\tafter\t1.0\n", "line 2"},
		"no number":      {"rule\tafter\tname\tmuch\n", "line 1"},
		"not a number":   {"rule\tafter\tname\tNaN\n", "line 1"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := quote.ReadWeights(tc.text); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want an error that names %s", err, tc.want)
			}
		})
	}
}

// TestGuessesStayUnnamed: to be named nearby is not enough to be quoted.
func TestGuessesStayUnnamed(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"two who may have spoken": {
			"Ada Hale and Bo Lund came late to the pier.\n\n“Nobody will pay for this in the end.”\n\nThe bell rang.",
			": Nobody will pay for this in the end.",
		},
		"one who did": {
			"Ada Hale and Bo Lund came late to the pier.\n\n“Nobody will pay for this in the end,” said Lund.\n\nThe bell rang.",
			"Bo Lund: Nobody will pay for this in the end,",
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, qs, _ := find(tc.text)
			if got := said(d, qs); got != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
			}
		})
	}
}

// TestKeptHowever: some words in marks are quotations however short, and some are none however they stand.
func TestKeptHowever(t *testing.T) {
	const intro = "Minister Tomas Brandvold met Mara Lindqvist, chief executive of Tidewell, in Oslo.\n\n"
	for name, tc := range map[string]struct{ text, want string }{
		"two words and a tag":         {`"We go," said Lindqvist.`, "Mara Lindqvist: We go,"},
		"two words as a name":         {`The "Big Sam" crane fell on Tuesday.`, ""},
		"second half":                 {`"We go," said Lindqvist, "for now."`, "Mara Lindqvist: We go, | Mara Lindqvist: for now."},
		"nickname":                    {`She hired Olaf "Red" Hansen in May.`, ""},
		"title behind its noun":       {`She wrote a book titled "The Long Pier."`, ""},
		"sentence behind its noun":    {`Lindqvist wrote in a note: "The pier is too long for us."`, "Mara Lindqvist: The pier is too long for us."},
		"two roles of one person":     {`"It was a good year for all of us," said Neysa co-founder and CEO Sharad Vond.`, "Sharad Vond: It was a good year for all of us,"},
		"according to, and who it is": {`"We go on Tuesday," Lindqvist said, according to a crew member.`, "Mara Lindqvist: We go on Tuesday,"},
	} {
		t.Run(name, func(t *testing.T) {
			d, qs, _ := find(intro + tc.text)
			if got := said(d, qs); got != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
			}
		})
	}
}

// TestConfidence: what is hardly a quotation, what goes on from a guess and what cannot speak is given with less.
func TestConfidence(t *testing.T) {
	const intro = "Minister Tomas Brandvold met Mara Lindqvist, chief executive of Tidewell, in Oslo.\n\n"
	surely := func(text string) float64 {
		_, qs, _ := find(intro + text)
		if len(qs) == 0 {
			t.Fatalf("%s: no quote", text)
		}
		return qs[len(qs)-1].Confidence
	}
	for name, tc := range map[string]struct{ less, more string }{
		"the name of a thing": {`Brandvold passed the "one big beautiful bill" on Tuesday.`, `Brandvold said it was "one big beautiful bill" on Tuesday.`},
		"a thing that is no medium": {
			`The picture at the pier says "Nobody swims here after dark."`,
			`A captain at the pier says "Nobody swims here after dark."`,
		},
		"words that may be cut wrong": {`"It is cold," said one of the two crews.`, `"It is cold," said Lindqvist.`},
	} {
		t.Run(name, func(t *testing.T) {
			if less, more := surely(tc.less), surely(tc.more); less >= more || less >= .9 {
				t.Errorf("%s %.2f\n%s %.2f", tc.less, less, tc.more, more)
			}
		})
	}
	_, qs, _ := find(intro + "Brandvold left at once with the crews.\n\n\"It was colder in May than this,\" it went. \"And we had no coal at all.\"")
	if len(qs) != 2 || qs[1].Confidence > qs[0].Confidence+.11 {
		t.Errorf("what goes on from a guess: %+v", qs)
	}
}
