package quote

// standing attributes a quotation that stands as a sentence of its own, by what comes before it.
func (r *reader) standing(n int, before []attribution) attribution {
	q := r.qs[n]
	s := r.d.SentenceAt(r.d.Tokens[q.open].Start)
	para := r.d.Sentences[s].Paragraph
	if s > 0 && r.d.Sentences[s-1].Paragraph == para {
		return r.inParagraph(n, s, before)
	}
	if q.end < len(r.low) && r.closing(q) == q.end {
		if a := r.signature(q.end); a.found() {
			return a
		}
	}
	if a := r.leadIn(q, s); a.found() {
		return a
	}
	if q.block { // set off from a text that goes on: only words that announce it count
		return attribution{}
	}
	if prev := r.d.Sentences[max(s-1, 0)]; s > 0 && r.length(q) > 7 {
		// the reporter's sentence before, when it says that somebody spoke and has no quotation of its own
		if n == 0 || r.qs[n-1].end <= prev.First {
			if a := r.spoken(prev.First, prev.Last, "next"); a.found() && a.cue >= 0 {
				return a
			}
		}
	}
	if n > 0 && before[n-1].found() && r.d.Sentences[max(0, r.d.SentenceAt(r.qs[n-1].outer.Start))].Paragraph >= para-1 {
		return r.takeOver(n-1, before, "next")
	}
	return attribution{}
}

// inParagraph: other sentences of the paragraph stand before the quotation.
func (r *reader) inParagraph(n, s int, before []attribution) attribution {
	prev := r.d.Sentences[s-1]
	for m := n - 1; m >= 0 && r.qs[m].end > prev.First; m-- {
		if before[m].found() && r.kept[m] { // not a title in between
			return r.takeOver(m, before, "continued")
		}
	}
	if a := r.spoken(prev.First, prev.Last, "scene"); a.found() {
		return a
	}
	if n > 0 && before[n-1].found() && r.sameParagraph(r.qs[n-1].open, r.qs[n].open) {
		return r.takeOver(n-1, before, "continued")
	}
	return attribution{}
}

// leadIn: the paragraph before ends in a colon or in words that announce a quotation.
func (r *reader) leadIn(q quoted, s int) attribution {
	if s == 0 {
		return attribution{}
	}
	prev := r.d.Sentences[s-1]
	if last := r.low[prev.Last-1]; last != ":" && last != "," {
		return attribution{}
	}
	a := r.spoken(prev.First, prev.Last, "lead-in")
	return a
}

// spoken attributes to the last say verb of tokens [first, last), else to their first subject.
func (r *reader) spoken(first, last int, rule string) attribution {
	first = max(first, last-maxSentence)
	for k := last - 1; k > first; k-- {
		if r.in[k] > 0 {
			continue
		}
		if c, ok := r.verb(k); ok && c.kind == sayCue && !r.passive(k, c) {
			if p := r.subject(k, first); p.sort != noPhrase {
				return attribution{who: p, cue: k, rule: rule, kind: sayCue}
			}
			if p, _ := r.phraseFrom(min(k+1, last-1), last); c.form == pastForm && p.sort == byName {
				return attribution{who: p, cue: k, rule: rule, kind: sayCue}
			}
		}
	}
	if p := r.first(first, last); p.sort != noPhrase {
		return attribution{who: p, cue: -1, rule: rule}
	}
	return attribution{}
}
