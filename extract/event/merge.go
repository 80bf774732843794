package event

import (
	"sort"
	"strings"
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
		claims = append(claims, f.Claim)
	}
	return claims
}

// same reports whether two claims of a document are of one happening.
func same(a, b *found) bool {
	if a.Type != b.Type || a.Status != b.Status || (a.Ignored == "") != (b.Ignored == "") {
		return false
	}
	if a.Ignored != "" {
		return a.Evidence == b.Evidence && a.Ignored == b.Ignored && a.Rule == b.Rule
	}
	if a.Docket != "" && b.Docket != "" && a.Docket != b.Docket {
		return false
	}
	if a.Court != "" && b.Court != "" && !oneName(a.Court, b.Court) {
		return false
	}
	if a.sentence == b.sentence && a.trigger == b.trigger && a.seat != b.seat {
		return false
	}
	if a.given && b.given && a.Date != b.Date && !strings.HasPrefix(a.Date, b.Date) && !strings.HasPrefix(b.Date, a.Date) {
		return false
	}
	return overlap(a.Actors, b.Actors)
}

// overlap reports whether the actors may be the same parties: one shared name, or one side without any.
func overlap(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// absorb takes from another telling of the same happening what this one lacks. The title gives its parties, the
// sentence its evidence.
func (f *found) absorb(o *found) {
	if f.title && !o.title || !o.title && o.completeness() > f.completeness() {
		f.Evidence, f.Trigger, f.sentence, f.title = o.Evidence, o.Trigger, o.sentence, false
		f.Rule, f.frame, f.specific = o.Rule, o.frame, o.specific
		if len(o.Actors) > 1 || len(f.Actors) == 0 {
			o.Actors, f.Actors = f.Actors, o.Actors
		}
	}
	if !f.given && o.given {
		f.Date, f.Precision, f.DateInferred, f.given = o.Date, o.Precision, o.DateInferred, true
	}
	if f.Object == "" {
		f.Object = o.Object
	}
	if f.Court == "" {
		f.Court = o.Court
	}
	if f.Docket == "" {
		f.Docket = o.Docket
	}
	for _, a := range o.Actors {
		if len(f.Actors) < maxActors && !contains(f.Actors, a) {
			f.Actors = append(f.Actors, a)
		}
	}
	if f.AttributedTo != "" && o.AttributedTo == "" {
		f.AttributedTo = ""
	}
	if o.Confidence > f.Confidence {
		f.Confidence, f.Parts = o.Confidence, o.Parts
	}
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

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// dropTitleEchoes removes a title's claim when the body makes one of that type about the same parties, whatever its
// status: a headline is shorter than the facts.
func dropTitleEchoes(fs []found) []found {
	out := make([]found, 0, len(fs))
	for i := range fs {
		echo := false
		for k := range fs {
			if fs[i].title && !fs[k].title && fs[k].Ignored == "" && fs[i].Type == fs[k].Type && overlap(fs[i].Actors, fs[k].Actors) {
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
