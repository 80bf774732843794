package event

import (
	"slices"
	"strings"

	"storywatch/extract/text"
)

// maxNotes bounds the notes of correction of one document.
const maxNotes = 5

// correctionNotes are the notes in which a document says that an earlier version of it was wrong, as sentences
// [from, to): paragraphs that open with "Correction:" or say "an earlier version of this article". Those that only mend
// a caption or a spelling are none.
func (r *Rules) correctionNotes(in *Input) (notes [][2]int) {
	d := in.Doc
	for i := 0; i < len(d.Sentences) && len(notes) < maxNotes; {
		to := i + 1
		for to < len(d.Sentences) && d.Sentences[to].Paragraph == d.Sentences[i].Paragraph {
			to++
		}
		if r.noteOpens(d, i) && to < len(d.Sentences) && to == i+1 && d.Sentences[i].Last-d.Sentences[i].First <= 2 {
			to++ // "Correction" on a line of its own
		}
		if r.isNote(in, i, to) {
			notes = append(notes, [2]int{i, to})
		}
		i = to
	}
	return notes
}

func (r *Rules) noteOpens(d *text.Document, i int) bool {
	s := d.Sentences[i]
	if s.First >= s.Last {
		return false
	}
	switch w := strings.ToLower(d.Slice(d.Tokens[s.First].Span)); w {
	case "correction", "corrections":
	default:
		return false
	}
	if s.Last-s.First <= 2 {
		return true
	}
	switch d.Slice(d.Tokens[s.First+1].Span) {
	case ":", "(", "—", "–", "-", ",", ".", "appended":
		return true
	}
	return false
}

// isNote reports whether sentences [from, to) are a note of correction that changes what happened.
func (r *Rules) isNote(in *Input, from, to int) bool {
	note := r.noteOpens(in.Doc, from)
	for i := from; i < to && !note; i++ {
		note = r.sentenceHas(in, i, r.lists.corrections)
	}
	for i := from; i < to && note; i++ {
		note = in.Doc.Sentences[i].Last-in.Doc.Sentences[i].First <= maxWords && !r.sentenceHas(in, i, r.lists.trifles)
	}
	return note
}

// sentenceHas reports whether one of the phrases stands in a sentence. They are looked for in the plain text first: few
// sentences have them, and a view costs more.
func (r *Rules) sentenceHas(in *Input, i int, ps phrases) bool {
	s := in.Doc.Sentences[i]
	if s.Last-s.First > maxWords || !ps.maybe(strings.ToLower(in.Doc.Slice(s.Span))) {
		return false
	}
	v := r.newView(in.Doc, i, in.Names, nil)
	_, _, ok := ps.find(v, 0, len(v.word))
	return ok
}

// corrected makes a claim of each note: of what the note itself says happened or did not, else of the document's claim
// that shares a party with it.
func (r *Rules) corrected(in *Input, notes [][2]int, told []found) (out []Claim) {
	for _, n := range notes {
		span := text.Span{Start: in.Doc.Sentences[n[0]].Start, End: in.Doc.Sentences[n[1]-1].End}
		var said []found
		for i := n[0]; i < n[1]; i++ {
			v := r.newView(in.Doc, i, in.Names, nil)
			v.noteCourts(in.Courts)
			said = append(said, v.claims(in)...)
		}
		c := about(in, span, said, told)
		if c == nil {
			continue
		}
		x := c.Claim
		x.Corrects, x.Ignored, x.Evidence, x.Trigger, x.Also = true, "", span, text.Span{}, nil
		if !c.given || slices.ContainsFunc(said, func(f found) bool { return f.Evidence == c.Evidence }) {
			x.Date, x.Precision, x.DateInferred = "", "", false // the note names the wrong day beside the right one
		}
		if x.Level = c.rule.Level; c.rule.Quiet[x.Status] {
			x.Level = Never
		}
		out = append(out, x)
	}
	return out
}

// about is the claim that a note corrects; nil when it speaks of none.
func about(in *Input, note text.Span, said, told []found) *found {
	real := func(f *found) bool { return f.Ignored == "" }
	for i := range said {
		k := slices.IndexFunc(told, func(f found) bool { return real(&f) && f.Type == said[i].Type && overlap(&f, &said[i]) })
		if k >= 0 {
			return &told[k]
		}
	}
	for i := range said {
		if len(said[i].parties) > 0 {
			return &said[i]
		}
	}
	words := in.Doc.Slice(note)
	for i := range told {
		f := &told[i]
		if real(f) && (f.title || f.sentence < newsSentences) && slices.ContainsFunc(f.parties, func(p party) bool { return strings.Contains(words, p.name) }) {
			return f
		}
	}
	return nil
}
