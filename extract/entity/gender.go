package entity

import "storywatch/extract/text"

// guessGender lets pronouns say what titles and first names did not: a pronoun right after the only person of a
// sentence, in it or as the first word of the next, counts for that person.
func (f *finder) guessGender() {
	at := 0
	var before *ent // the only person of the sentence before
	for _, s := range f.d.Sentences {
		var only *ent
		several, from := false, s.First
		for ; at < len(f.cands) && f.cands[at].first < s.Last; at++ {
			c := &f.cands[at]
			if c.ent == nil || c.first < s.First || c.ent.kind != Person && (c.ent.kind != Unknown || allUpper(c.ent.name)) {
				continue
			}
			if only != nil && only != c.ent {
				several = true
			}
			only, from = c.ent, c.last
		}
		switch {
		case only != nil && !several:
			f.vote(only, from, s.Last)
		case only == nil && before != nil:
			f.vote(before, s.First, min(s.First+2, s.Last))
		}
		if before = only; several {
			before = nil
		}
	}
	for i := range f.cands {
		if e := f.cands[i].ent; e != nil && e.gender == Any && e.kind != Agency && e.kind != Company {
			switch {
			case e.votes[Female] > 1 && e.votes[Female] > 3*e.votes[Male]:
				e.gender = Female
			case e.votes[Male] > 1 && e.votes[Male] > 3*e.votes[Female]:
				e.gender = Male
			}
		}
	}
}

func (f *finder) vote(e *ent, first, last int) {
	for i := first; i < last; i++ {
		if f.d.Tokens[i].Kind != text.Word {
			continue
		}
		switch f.low(i) {
		case "she", "herself":
			e.votes[Female]++
		case "her":
			if f.ownsNext(i) {
				e.votes[Female]++
			}
		case "he", "his", "himself":
			e.votes[Male]++
		}
	}
}

// ownsNext reports whether "her" at token i stands before a noun: whoever asks her is somebody else, and so is whoever
// asks him.
func (f *finder) ownsNext(i int) bool {
	return i+1 < len(f.d.Tokens) && f.d.Tokens[i+1].Kind == text.Word && !prepositions[f.low(i+1)] && !articles[f.low(i+1)]
}

// names turns the candidates into mentions.
func (f *finder) names() *Names {
	n := &Names{Mentions: make([]Mention, 0, len(f.cands)), byToken: make([]int32, len(f.d.Tokens))}
	end := 0
	for i := range f.cands {
		c := &f.cands[i]
		if c.ent == nil || c.first < end {
			continue
		}
		end = c.last
		e := c.ent
		m := Mention{Span: f.span(*c), Name: e.name, Kind: e.kind, Known: e.known, Of: e.of, Gender: e.gender, Role: c.role, Genuine: true}
		if m.Role == "" {
			m.Role = e.role
		}
		n.Mentions = append(n.Mentions, m)
		for k := c.first; k < c.last; k++ {
			n.byToken[k] = int32(len(n.Mentions))
		}
	}
	return n
}
