package event

import (
	"storywatch/extract/entity"
	"storywatch/extract/legal"
	"storywatch/extract/quote"
	"storywatch/extract/text"
	"storywatch/extract/when"
)

// Input is one document with what the other rooms read from it. All spans are bytes into Doc.Text; TitleNames are those
// of TitleDoc.
type Input struct {
	Title      string
	TitleDoc   *text.Document
	TitleNames *entity.Names
	Doc        *text.Document
	Names      *entity.Names
	Quotes     []quote.Quote
	Indirect   []quote.Quote
	Dates      []when.Mention
	Dockets    []legal.Docket
	Courts     []legal.Court
	Published  when.Reference
}

// maxWords is how long a sentence may be and still be read, in tokens: what is longer is a list or a table without full
// stops, and the time that frames take grows with the square of the length.
const maxWords = 300

// maxClaims bounds what one document can claim: a list page or a machine-made text says the same thing over and over.
const maxClaims = 200

// Find returns the claims of a document in text order, ignored ones among them. What a title says is merged with the
// sentence that says it too; else its evidence is the sentence nearest to it, or nowhere when there is no text.
func (r *Rules) Find(in Input) []Claim {
	if in.Doc == nil {
		in.Doc = text.New("")
	}
	if len(in.Dockets) == 0 {
		in.Dockets = titleDockets(in.TitleDoc)
	}
	if entry, ok := r.docketEntry(&in); ok {
		return finish(r, []found{entry})
	}
	var claims []found
	core := coreOf(&in)
	notes := r.correctionNotes(&in)
	noted := map[int]bool{}
	for _, n := range notes {
		for i := n[0]; i < n[1]; i++ {
			noted[i] = true
		}
	}
	for i, s := range in.Doc.Sentences {
		if s.Last-s.First > maxWords || noted[i] {
			continue // notes of correction are read below
		}
		v := r.newView(in.Doc, i, in.Names, in.Quotes)
		v.core = core
		v.noteCourts(in.Courts)
		claims = append(claims, v.claims(&in)...)
		if len(claims) > maxClaims {
			break
		}
	}
	claims = append(claims, r.titleClaims(&in)...)
	return append(finish(r, claims), r.corrected(&in, notes, claims)...)
}

// found is a claim with what merging needs to know.
type found struct {
	Claim
	rule     *typeRule
	frame    *frame
	sentence int
	trigger  [2]int
	title    bool
	given    bool // the sentence names the date
	own      bool // the sentence names the docket number
	seat     int  // which of the courts that one sentence names for one verb
	parties  []party
	specific int
}

// claims reads one sentence.
func (v *view) claims(in *Input) []found {
	var out []found
	for _, h := range pick(v.hits()) {
		f := v.claim(h, in)
		for i, s := range v.seats(&h, in) {
			f.Court, f.Docket, f.own, f.seat = s.court, s.docket, s.own, i
			out = append(out, f)
		}
	}
	return swallow(out)
}

// pick keeps one hit for each trigger word of a type: a real one before an ignored one, the more specific frame first.
func pick(hits []hit) []hit {
	var out []hit
next:
	for _, h := range hits {
		for i, o := range out {
			if o.g.verb != h.g.verb && !(o.from < h.to && h.from < o.to) {
				continue
			}
			if o.f.typ != h.f.typ && !o.f.typ.over[h.f.typ.Type] && !h.f.typ.over[o.f.typ.Type] {
				continue // two happenings, or an ignored reading beside a real one
			}
			if better(h, o) {
				out[i] = h
			}
			continue next
		}
		out = append(out, h)
	}
	return out
}

func better(a, b hit) bool {
	if (a.ignored == "") != (b.ignored == "") {
		return a.ignored == ""
	}
	if a.f.typ != b.f.typ && a.f.typ.over[b.f.typ.Type] != b.f.typ.over[a.f.typ.Type] {
		return a.f.typ.over[b.f.typ.Type]
	}
	if a.f.specific != b.f.specific {
		return a.f.specific > b.f.specific
	}
	return a.to-a.from > b.to-b.from
}

// swallow drops the less specific of two claims that one sentence makes of one happening: an injunction is a ruling.
func swallow(fs []found) []found {
	out := make([]found, 0, len(fs))
	for i, f := range fs {
		drop := false
		for k, o := range fs {
			if k == i || o.Ignored != "" && f.Ignored == "" {
				continue
			}
			if o.rule.over[f.Type] && !f.rule.over[o.Type] {
				drop = true
			}
		}
		if !drop {
			out = append(out, f)
		}
	}
	return out
}

// claim turns a hit into a claim.
func (v *view) claim(h hit, in *Input) found {
	d := v.date(&h, in)
	if h.ignored == "" {
		h.ignored = v.background(&h, d)
	}
	ps := v.actors(&h)
	if len(ps) == 0 && h.f.typ.nearby {
		ps = v.withOrganisations(merge(named(v.partiesIn(0, len(v.word), false), nil)...))
	}
	if len(ps) == 1 && h.f.typ.pair {
		ps = v.withOrganisations(merge(ps, v.organisations(h.to, min(h.c.to, len(v.word)))))
	}
	f := found{rule: h.f.typ, frame: h.f, sentence: v.index, trigger: [2]int{h.from, h.to}, given: d.given, specific: h.f.specific}
	f.Claim = Claim{
		Type: h.f.typ.Type, Status: h.status, Object: v.objectOf(&h), Date: d.value, Precision: d.precision,
		DateInferred: d.inferred, Evidence: v.span, Trigger: v.tokenSpan(h.from, h.to), Ignored: h.ignored, Rule: h.f.def.Name,
	}
	f.AttributedTo = v.attribution(&h, in)
	if q := v.quoteAt(h.g.verb); q != nil && q.Speaker != "" && !(q.Kind == quote.Block && q.Mention.Empty()) && v.firstPerson(&h) {
		ps = v.withOrganisations(merge([]party{{name: q.Speaker, resolved: true}}, ps))
	}
	f.parties = ps
	if f.Ignored == "" && v.inPassing(&h, ps) {
		f.Ignored = "in passing"
	}
	for _, p := range ps {
		f.Actors = append(f.Actors, p.name)
	}
	v.confide(&f, &h, d)
	if f.Ignored == "" && !h.f.typ.Quiet[f.Status] {
		f.Level = h.f.typ.Level
	}
	return f
}

// background says whether the claim tells of what is known: an old date, a relative clause or a participle without a
// fresh one, the past perfect.
func (v *view) background(h *hit, d dated) string {
	switch {
	case d.old || v.link():
		return "background"
	case v.guessed(h):
		return "hearsay"
	case v.hearsaid(h) && !(d.given && d.near), v.standing(h) && !(d.given && d.near):
		return "background"
	case v.aside() && !(d.given && d.near), v.context(h), v.knownThreat(h), v.recounted(h), v.retold(h, d):
		return "background"
	case h.f.typ.future[h.status]:
		return ""
	case h.mode == done && !(d.given && d.near) && (v.told(h.c) || v.longAfter(h.c)):
		return "background"
	case (h.reduced || v.relative(h.c, h.g)) && h.mode == done && !(d.given && d.near):
		return "background"
	case h.reduced && h.mode == done && d.stale && v.definite(h):
		return "background" // "the agreement signed on March 7 is not affected"
	case h.g.gerund && v.r.lists.times[v.at(h.g.start-1)] && !(d.given && d.near):
		return "background" // "after being fined"
	case h.mode == done && !(d.given && d.near) && v.recalled(h):
		return "background"
	case h.g.past && !(d.given && d.near) && !v.reportedClause(h) && !v.justNow(h):
		return "background"
	}
	return ""
}

// link reports whether the line is a headline of another article: a list item without a full stop down in the text.
func (v *view) link() bool {
	return v.heading && !v.title && v.index >= newsSentences && (v.at(0) == "-" || v.at(0) == "•" || v.at(0) == "*" || v.at(1) == ":")
}

// longAfter reports whether the clause only says since when, or days and more after what, the main clause happened.
func (v *view) longAfter(c clause) bool {
	switch c.opener {
	case "since":
		return true
	case "after", "before":
		switch v.at(c.at - 1) {
		case "day", "days", "week", "weeks", "month", "months", "year", "years", "decade", "decades":
			return true
		}
	}
	return false
}

// recalled reports whether the hit is what a speaker recalls of others in a quote: "they signed these deals". What a
// speaker says of his own side is a claim.
func (v *view) recalled(h *hit) bool {
	q := v.quoteAt(h.g.verb)
	return q != nil && q.Kind != quote.Mixed && !h.g.perfect && !v.firstPerson(h)
}

// justNow reports whether "just" takes the past perfect back to the present: "had just signed".
func (v *view) justNow(h *hit) bool {
	for i := h.g.start; i < h.g.verb; i++ {
		if v.word[i] == "just" {
			return true
		}
	}
	return false
}

// reportedClause reports whether the past perfect only comes from reported speech: "said it had sued".
func (v *view) reportedClause(h *hit) bool {
	if h.c.at < 0 {
		return false
	}
	for k := h.c.at; k >= 0 && k > h.c.at-3; k-- {
		if v.r.lists.say[v.word[k]] != 0 {
			return true
		}
	}
	return false
}

func (v *view) tokenSpan(from, to int) text.Span {
	if from >= len(v.tokens) || to <= from {
		return text.Span{}
	}
	return text.Span{Start: v.tokens[from].Start, End: v.tokens[min(to, len(v.tokens))-1].End}
}

// firstPerson reports whether the clause's subject is the speaker: "we will", "I sued".
func (v *view) firstPerson(h *hit) bool {
	for i := h.c.from; i < max(h.g.subject, h.c.from+1) && i < len(v.word); i++ {
		switch v.word[i] {
		case "we", "i", "we'll", "i'll", "we've", "i've", "we're", "i'm", "our":
			return true
		}
	}
	return false
}
