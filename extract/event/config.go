package event

import (
	"fmt"
	"strings"
)

// arrow separates in a config's phrase the words from the status they give: "maiden flight of * -> flown".
const arrow = "->"

// extend adds a config's type, or a config's words to a type that exists. A phrase may say which status it gives
// ("words -> status"); one that does not takes the status whose word stands in the clause, else the first.
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
	}
	return nil
}

func flatten(rungs [][]string) []string {
	var out []string
	for _, r := range rungs {
		out = append(out, r...)
	}
	return out
}
