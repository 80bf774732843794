package event

import (
	"slices"
	"sort"
	"strings"

	"storywatch/extract/text"
)

// finish merges claims of one happening, lets the furthest status of a thing stand alone, and puts them in text order.
func finish(r *Rules, fs []found) []Claim {
	sort.SliceStable(fs, func(i, k int) bool { return (fs[i].Ignored == "") && fs[k].Ignored != "" })
	var out []found
next:
	for _, f := range fs {
		for i := range out {
			if same(&out[i], &f) {
				out[i].absorb(&f)
				continue next
			}
		}
		out = append(out, f)
	}
	out = dropTitleEchoes(out)
	earlierSteps(out)
	sort.SliceStable(out, func(i, k int) bool {
		a, b := out[i], out[k]
		if a.Evidence.Start != b.Evidence.Start {
			return a.Evidence.Start < b.Evidence.Start
		}
		return a.Trigger.Start < b.Trigger.Start
	})
	claims := make([]Claim, 0, len(out))
	for _, f := range out {
		slices.SortFunc(f.Also, func(a, b text.Span) int { return a.Start - b.Start })
		claims = append(claims, f.Claim)
	}
	return claims
}

// absorb takes from another telling of the same happening what this one lacks. The title gives its parties, the
// sentence its evidence; a date that is stated replaces one that was counted from the publication.
func (f *found) absorb(o *found) {
	also := o.Evidence
	if f.title && !o.title || f.title == o.title && o.completeness() > f.completeness() {
		also = f.Evidence
		f.Evidence, f.Trigger, f.sentence, f.title = o.Evidence, o.Trigger, o.sentence, o.title
		f.Rule, f.frame, f.specific = o.Rule, o.frame, o.specific
		if len(o.parties) > 1 || len(f.parties) == 0 {
			o.parties, f.parties = f.parties, o.parties
		}
	}
	f.note(also)
	if !f.given && o.given {
		f.Date, f.Precision, f.DateInferred, f.given = o.Date, o.Precision, o.DateInferred, true
	}
	if f.Object == "" || !strings.Contains(f.Object, " ") && strings.Contains(o.Object, " ") {
		f.Object = o.Object // "hearing on the ban" says more than "argument"
	}
	if f.Court == "" {
		f.Court = o.Court
	}
	if f.Docket == "" || o.own && !f.own {
		f.Docket, f.own = o.Docket, o.own
	}
	f.join(o.parties)
	if f.AttributedTo != "" && o.AttributedTo == "" {
		f.AttributedTo = ""
	}
	if o.Confidence > f.Confidence {
		f.Confidence, f.Parts = o.Confidence, o.Parts
	}
}

// note keeps one more place that says it.
func (f *found) note(s text.Span) {
	if !s.Empty() && s != f.Evidence && !slices.Contains(f.Also, s) {
		f.Also = append(f.Also, s)
	}
	f.Also = slices.DeleteFunc(f.Also, func(x text.Span) bool { return x == f.Evidence })
}

// join adds parties; of "Port Authority" and "Port Authority of Lowmark" the fuller stays, but no "Ltd." is added: other
// outlets leave it out.
func (f *found) join(more []party) {
	f.parties = slices.Clone(f.parties)
	for _, p := range more {
		i := slices.IndexFunc(f.parties, func(x party) bool { return oneParty(x.name, p.name) })
		switch {
		case i >= 0 && fuller(p.name, f.parties[i].name):
			f.parties[i] = p
		case i < 0 && len(f.parties) < maxActors:
			f.parties = append(f.parties, p)
		}
	}
	f.Actors = nil
	for _, p := range f.parties {
		f.Actors = append(f.Actors, p.name)
	}
}

func fuller(a, b string) bool {
	return len(a) > len(b) && (strings.HasPrefix(a[len(b):], " of ") || strings.HasPrefix(a[len(b):], " for "))
}

// completeness counts what a sentence says of a happening: parties, date, object.
func (f *found) completeness() int {
	n := 0
	for i, p := range f.parties {
		if p.resolved && i < 2 {
			n += 2
		}
	}
	if f.given {
		n += 2
	}
	if f.Object != "" {
		n++
	}
	return n
}

// dropTitleEchoes removes a title's claim when the body makes one of that type about the same parties, whatever its
// status: a headline is shorter than the facts.
func dropTitleEchoes(fs []found) []found {
	out := make([]found, 0, len(fs))
	for i := range fs {
		echo := false
		for k := range fs {
			if fs[i].title && !fs[k].title && fs[k].Ignored == "" && fs[i].Type == fs[k].Type && overlap(&fs[i], &fs[k]) {
				echo = true
			}
		}
		if !echo {
			out = append(out, fs[i])
		}
	}
	return out
}

// earlierSteps turns into background what is an earlier step of a thing that the document tells further: "threatened
// to sue last week" beside "sued on Monday".
func earlierSteps(fs []found) {
	for i := range fs {
		a := &fs[i]
		for k := range fs {
			b := &fs[k]
			if a.Ignored != "" || b.Ignored != "" || i == k || a.Type != b.Type || len(a.Actors) == 0 || len(b.Actors) == 0 || a.Actors[0] != b.Actors[0] {
				continue
			}
			ra, rb := a.rule.rung[a.Status], b.rule.rung[b.Status]
			if ra < rb && rb < a.rule.Undoing && len(a.rule.Statuses[ra]) == 1 {
				a.Ignored, a.Level = "background", Never
			}
		}
	}
}
