package event

// coreMentions is how many mentions in running text make a document about a name that neither its title nor its first
// sentences have: a long report that comes to it later.
const coreMentions = 5

// coreOf are the known names that the document is about, and whom they speak for: those of the title and the first
// sentences, and those it names over and over. Lines that stand alone are links to other articles and do not count.
func coreOf(in *Input) map[string]bool {
	core := map[string]bool{}
	if in.TitleNames != nil {
		for i := range in.TitleNames.Mentions {
			m := &in.TitleNames.Mentions[i]
			core[m.Name], core[m.Of] = true, true
		}
	}
	if in.Names == nil {
		return core
	}
	count := map[string]int{}
	sentences := in.Doc.Sentences
	s := 0
	for i := range in.Names.Mentions {
		m := &in.Names.Mentions[i]
		for s < len(sentences)-1 && sentences[s].End <= m.Start {
			s++
		}
		if s < leadSentences {
			core[m.Name], core[m.Of] = true, true
		}
		if s < len(sentences) && sentences[s].Span != in.Doc.Paragraphs[sentences[s].Paragraph] {
			if count[m.Name]++; count[m.Name] >= coreMentions {
				core[m.Name], core[m.Of] = true, true
			}
		}
	}
	return core
}

// inPassing reports whether the document is another's story that touches a known name in passing: "the company announced
// a partnership with X" in a report on the company's shares. Who acts is none of the known names, and those that it
// befalls are none that the document is about.
func (v *view) inPassing(h *hit, ps []party) bool {
	if v.title || v.index < leadSentences {
		return false
	}
	known := false
	for _, n := range v.names {
		if !n.Known {
			continue
		}
		if n.to <= h.g.subject && !h.g.passive || v.core[n.Name] || v.core[n.Of] && n.Of != "" {
			return false
		}
		for _, p := range ps {
			known = known || p.name == n.Name
		}
	}
	for _, p := range ps {
		if p.stands || v.core[p.name] {
			return false
		}
	}
	return known
}
