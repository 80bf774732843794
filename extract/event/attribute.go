package event

import (
	"slices"

	"storywatch/extract/entity"
	"storywatch/extract/quote"
)

// attribution is whose claim it is: the speaker of the quote it stands in, of the indirect speech around it, or of
// "according to …" in the sentence. Empty for the article's own voice.
func (v *view) attribution(h *hit, in *Input) string {
	if q := v.quoteAt(h.g.verb); q != nil {
		return q.Speaker
	}
	at := v.tokens[h.from].Start
	if !v.title {
		for i := range in.Indirect {
			if q := &in.Indirect[i]; q.Start <= at && at < q.End && q.Speaker != "" {
				return speakerOr(q)
			}
		}
	}
	for i := 0; i+2 < len(v.word); i++ {
		if v.word[i] == "according" && v.word[i+1] == "to" {
			for k := i + 2; k < i+6 && k < len(v.word); k++ {
				if n, ok := v.nameFrom(k); ok {
					return n.Name
				}
			}
		}
	}
	return ""
}

func speakerOr(q *quote.Quote) string {
	if q.ReportedBy != "" {
		return q.ReportedBy
	}
	return q.Speaker
}

// confide adds up the confidence of a claim. The weights say what was wrong most often when it was missing.
func (v *view) confide(f *found, h *hit, d dated) {
	add := func(name string, value float64, yes bool) {
		if yes {
			f.Parts = append(f.Parts, Part{name, value})
			f.Confidence += value
		}
	}
	resolved := 0
	for _, p := range f.parties {
		if p.resolved {
			resolved++
		}
	}
	add("own voice", .25, f.AttributedTo == "" && !v.inMarks(h.from))
	add("said by a party", .25, v.party(f))
	add("attributed to another", .1, f.AttributedTo != "" && !v.party(f))
	add("main clause", .2, h.c.opener == "" || h.c.opener == "that" && !h.reduced)
	add("tense", .15, h.mode == done && !h.g.past || h.mode != done && f.Status != h.f.def.Status)
	add("date near publication", .15, d.given && d.near)
	add("position", .1, v.title || v.index < leadSentences)
	add("parties resolved", .15, resolved > 0)
	add("hearsay", -.15, h.g.hearsay || v.hearsay())
}

// party reports whether the claim is made by one who takes part in what it says happened, or by the person who speaks
// for one.
func (v *view) party(f *found) bool {
	return f.AttributedTo != "" && (slices.Contains(f.Actors, f.AttributedTo) || slices.ContainsFunc(v.all, func(m entity.Mention) bool {
		return m.Name == f.AttributedTo && m.Of != "" && slices.Contains(f.Actors, m.Of)
	}))
}

func (v *view) hearsay() bool {
	for _, w := range v.word {
		if v.r.lists.hearsay[w] {
			return true
		}
	}
	return false
}
