package event

import (
	"fmt"
	"strings"
)

// arrow separates in a config's phrase the words from the status they give: "maiden flight of * -> flown".
const arrow = "->"

// extend adds a config's type, or a config's words to a type that exists. A phrase may say which status it gives
// ("words -> status"); one that does not takes the status whose word stands in the clause, else the first. A phrase of a
// verb and its object is read in the passive, too.
func (r *Rules) extend(x TypeDef) error {
	name := strings.TrimSpace(x.Type)
	if name == "" {
		return fmt.Errorf("a development type in the config has no name")
	}
	t := r.byType[name]
	if t == nil {
		level := x.Level
		if err := r.addType(typeDef{Type: name, Statuses: x.Statuses, Level: string(level)}); err != nil {
			return err
		}
		t = r.byType[name]
		t.Modes = map[mode]string{planned: t.Statuses[0][0], threat: t.Statuses[0][0]}
	} else {
		if len(x.Statuses) > 0 {
			if err := t.addStatuses(x.Statuses); err != nil {
				return err
			}
		}
		if x.Level != Never {
			t.Level = x.Level
		}
	}
	if t.Level != Now && t.Level != Digest && t.Level != Never {
		return fmt.Errorf("development type %s: level %q is none of now, digest and never", name, t.Level)
	}
	for i, s := range x.Phrases {
		words, status, given := strings.Cut(s, arrow)
		status = strings.TrimSpace(status)
		if given {
			if _, ok := t.rung[status]; !ok {
				return fmt.Errorf("development type %s, phrase %q: %q is none of its statuses", name, s, status)
			}
		}
		d := frameDef{Name: fmt.Sprintf("config:%s/%d", name, i+1), Type: name, Status: status}
		if !given {
			d.Status = t.Statuses[0][0]
		}
		d.Phrase = []string{strings.TrimSpace(words)}
		if err := r.addFrame(d); err != nil {
			return fmt.Errorf("development type %s: %w", name, err)
		}
		if !given {
			r.frames[len(r.frames)-1].config = flatten(t.Statuses)
		}
		p, ok := passive(d)
		if !ok {
			continue
		}
		if err := r.addFrame(p); err != nil {
			return fmt.Errorf("development type %s: %w", name, err)
		}
		if !given {
			r.frames[len(r.frames)-1].config = flatten(t.Statuses)
		}
	}
	return nil
}

// passive is the frame for the passive of a phrase of a verb and its object: who writes "~revoke * licence" means "the
// licence was revoked", too. ok is false when the phrase has no object.
func passive(d frameDef) (f frameDef, ok bool) {
	words := strings.Fields(d.Phrase[0])
	verbs, ok := strings.CutPrefix(words[0], "~")
	if !ok || len(words) < 2 {
		return f, false
	}
	i := 1
	for i < len(words) && words[i] != "*" && !articles[words[i]] {
		i++ // "call off"
	}
	tail := strings.Join(words[1:i], " ")
	for i < len(words) && (words[i] == "*" || articles[words[i]]) {
		i++
	}
	object := strings.Join(words[i:], " ")
	if object == "" || strings.ContainsAny(tail+object, "*@#~") {
		return f, false
	}
	f = frameDef{Name: d.Name, Type: d.Type, Status: d.Status, Object: []string{object}, Voice: "passive"}
	for v := range strings.SplitSeq(verbs, "|") {
		f.Verb = append(f.Verb, strings.TrimSpace(v+" "+tail))
	}
	return f, true
}

func flatten(rungs [][]string) []string {
	var out []string
	for _, r := range rungs {
		out = append(out, r...)
	}
	return out
}
