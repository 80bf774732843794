package event

import (
	"strings"

	"storywatch/extract/legal"
	"storywatch/extract/text"
)

// courtTypes are the types that happen in a court. Only their claims have a court and a docket number: a letter in a
// report on a case is none of the case's.
var courtTypes = set(strings.Fields("appeal bid-protest court-filing criminal-charges hearing injunction lawsuit ruling settlement"))

// seat is where a claim happened and the number that ties it.
type seat struct {
	court, docket string
	own           bool // the sentence itself names the number
}

// seats are the courts of a hit, one for each of its happenings: two for "filed suits in the Fourth Circuit and in the
// District of Lowmark". They stand in its part of the sentence, else in the sentence; else they are those of the
// document when it has only one.
func (v *view) seats(h *hit, in *Input) []seat {
	if !courtTypes[h.f.typ.Type] {
		return []seat{{}}
	}
	if v.title {
		return []seat{v.only(in, seat{})}
	}
	from, to := v.stretch(h)
	named := v.courtsIn(in, from, to)
	s := seat{docket: v.docketIn(in, from, to)}
	s.own = s.docket != ""
	switch {
	case len(named) > 0 && v.several(h):
		out := make([]seat, 0, len(named)+1)
		for _, c := range named {
			out = append(out, seat{court: c.Name})
		}
		if len(named) == 1 && v.elsewhere(h, in, to) {
			out = append(out, seat{})
		}
		return out
	case len(named) > 0:
		s.court = named[0].Name
	default:
		if all := v.courtsIn(in, 0, len(v.word)); len(all) == 1 && (from == 0 && to == len(v.word)) {
			s.court = all[0].Name
		}
	}
	return []seat{v.only(in, s)}
}

// only fills in what the sentence does not say from a document that is about one court or one case.
func (v *view) only(in *Input, s seat) seat {
	if s.docket == "" && len(in.Dockets) > 0 && oneDocket(in.Dockets) && (s.court == "" || in.Dockets[0].Court == "" || strings.EqualFold(s.court, in.Dockets[0].Court)) {
		s.docket = in.Dockets[0].Number
	}
	for _, d := range in.Dockets {
		if s.court == "" && s.docket != "" && d.Number == s.docket {
			s.court = d.Court
		}
	}
	if s.court == "" && len(in.Courts) > 0 && oneCourt(in.Courts) && oneDocket(in.Dockets) && inLead(in) {
		s.court = in.Courts[0].Name
	}
	return s
}

// inLead reports whether the document's first sentences name its first court: one that is named far down is where
// somebody may appeal to.
func inLead(in *Input) bool {
	n := min(leadSentences, len(in.Doc.Sentences))
	return n == 0 || in.Courts[0].Start < in.Doc.Sentences[n-1].End
}

// stretch is the part of the sentence around a hit that semicolons bound: "they filed X in the one; they filed Y in the
// other".
func (v *view) stretch(h *hit) (from, to int) {
	from, to = 0, len(v.word)
	for i := h.from - 1; i >= 0; i-- {
		if v.word[i] == ";" {
			from = i + 1
			break
		}
	}
	for i := h.to; i < len(v.word); i++ {
		if v.word[i] == ";" {
			to = i
			break
		}
	}
	return from, to
}

// courtsIn are the different courts named in tokens [from, to), those behind the hit's verb as they come.
func (v *view) courtsIn(in *Input, from, to int) (out []legal.Court) {
next:
	for _, c := range in.Courts {
		if a, _, ok := v.tokenRange(c.Span); !ok || !v.span.Contains(c.Span) || a < from || a >= to {
			continue
		}
		for _, o := range out {
			if strings.EqualFold(o.Name, c.Name) {
				continue next
			}
		}
		out = append(out, c)
	}
	return out
}

func (v *view) docketIn(in *Input, from, to int) string {
	for _, d := range in.Dockets {
		if a, _, ok := v.tokenRange(d.Span); ok && v.span.Contains(d.Span) && a >= from && a < to {
			return d.Number
		}
	}
	return ""
}

// several reports whether the hit's object is more than one: "suits", "two complaints".
func (v *view) several(h *hit) bool {
	for i := max(h.obj[0], 0); i < h.obj[1] && i < len(v.word); i++ {
		switch v.word[i] {
		case "suits", "lawsuits", "complaints", "petitions", "actions", "challenges", "cases", "appeals":
			return true
		}
	}
	return false
}

// elsewhere reports whether beside the one court a place is named where the other suit lies: "suits in Lowmark and in
// the Fourth Circuit".
func (v *view) elsewhere(h *hit, in *Input, to int) bool {
	for i := h.to; i+1 < to; i++ {
		if v.word[i] == "and" && (v.word[i+1] == "in" || v.word[i+1] == "with" || v.word[i+1] == "at") {
			return true
		}
	}
	return false
}

func oneDocket(list []legal.Docket) bool {
	for _, d := range list {
		if d.Number != list[0].Number {
			return false
		}
	}
	return true
}

func oneCourt(list []legal.Court) bool {
	for _, c := range list {
		if !oneName(c.Name, list[0].Name) {
			return false
		}
	}
	return true
}

// oneName reports whether two names are of one court: "Fourth Circuit" is in "U.S. Court of Appeals for the Fourth
// Circuit".
func oneName(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// titleDockets are the cases that a title names: a docket entry has its number nowhere else.
func titleDockets(title *text.Document) []legal.Docket {
	if title == nil {
		return nil
	}
	found, _ := legal.Find(title)
	return found
}

// noteCourts remembers where the sentence names courts: a court is where it happens, and the names inside its own
// ("the District of Lowmark") are no parties.
func (v *view) noteCourts(courts []legal.Court) {
	for _, c := range courts {
		if from, to, ok := v.tokenRange(c.Span); ok && v.span.Contains(c.Span) {
			v.courts = append(v.courts, [2]int{from, to})
		}
	}
}

func (v *view) inCourt(from, to int) bool {
	for _, c := range v.courts {
		if from < c[1] && c[0] < to {
			return true
		}
	}
	return false
}
