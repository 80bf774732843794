package main

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"storywatch/internal/config"
	"storywatch/store"
)

// tellEmpty says on stderr why nothing is listed, and what to try. Nothing found is no failure.
func tellEmpty(a *app, st *store.Store, n narrowing, f store.Filter, noun string) error {
	line, err := whyEmpty(a.ctx, st, n, f, noun)
	if err == nil {
		fmt.Fprintln(a.stderr, line)
	}
	return err
}

func whyEmpty(ctx context.Context, st *store.Store, n narrowing, f store.Filter, noun string) (string, error) {
	if f.Story != 0 {
		if _, err := st.Story(ctx, n.Story); err != nil {
			return err.Error(), nil
		}
	}
	all, err := known(ctx, st, noun, store.Filter{State: f.State})
	if err != nil {
		return "", err
	}
	if all.rows == 0 {
		if f.State != "" {
			return fmt.Sprintf("no %s with --state %s", noun, f.State), nil
		}
		return fmt.Sprintf("no %s yet: run `storywatch run` to ask the sources, `storywatch sources` to see how they do, or `storywatch import FILE` for a back file", noun), nil
	}
	for _, x := range []struct {
		flag, value string
		there       map[string]int
		part        bool // a part of the name will do
	}{{"--source", f.Source, all.sources, false}, {"--type", f.Type, all.types, false}, {"--speaker", f.Speaker, all.speakers, true}} {
		if x.value == "" || has(x.there, x.value, x.part) {
			continue
		}
		return fmt.Sprintf("no %s with %s %q%s", noun, x.flag, cleanLine(x.value), suggestion(x.value, x.there)), nil
	}
	var given []string
	for _, x := range []struct{ flag, value string }{
		{"--since", n.Since},
		{"--until", n.Until},
		{"--story", n.Story},
		{"--speaker", n.Speaker},
		{"--type", n.Type},
		{"--source", n.Source},
		{"--search", n.Search},
	} {
		if x.value != "" {
			given = append(given, x.flag)
		}
	}
	return fmt.Sprintf("no %s fit %s; without there are %s", noun, strings.Join(given, " and "), counted(all.rows)), nil
}

func has(there map[string]int, value string, part bool) bool {
	for name := range there {
		if strings.EqualFold(name, value) || part && strings.Contains(strings.ToLower(name), strings.ToLower(value)) {
			return true
		}
	}
	return false
}

// suggested is how many of the values that are there are named when none is near.
const suggested = 6

// suggestion is the nearest value that is there, else the most frequent ones.
func suggestion(value string, there map[string]int) string {
	names := make([]string, 0, len(there))
	for name := range there {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		if there[names[i]] != there[names[j]] {
			return there[names[i]] > there[names[j]]
		}
		return names[i] < names[j]
	})
	if best := nearestName(value, names); best != "" {
		return fmt.Sprintf("; did you mean %q?", cleanLine(best))
	}
	if len(names) == 0 {
		return ""
	}
	more := ""
	if len(names) > suggested {
		names, more = names[:suggested], ", …"
	}
	return "; there are: " + cleanList(names, ", ") + more
}

// nearestName is the name that value is near to, as a whole or by one of its words.
func nearestName(value string, names []string) string {
	if best := config.Nearest(value, names); best != "" {
		return best
	}
	words, of := []string{}, map[string]string{}
	for _, name := range names {
		for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
			if _, ok := of[w]; !ok && len(w) > 2 {
				of[w] = name
				words = append(words, w)
			}
		}
	}
	return of[config.Nearest(value, words)]
}

// values are what the rows of a listing have.
type values struct {
	rows                     int
	sources, types, speakers map[string]int
}

// scannedRows is how many rows are looked at for suggestions.
const scannedRows = countedRows + 1

// known gathers what there is without narrowing.
func known(ctx context.Context, st *store.Store, noun string, f store.Filter) (values, error) {
	v := values{sources: map[string]int{}, types: map[string]int{}, speakers: map[string]int{}}
	f.Limit, f.Newest = scannedRows, true
	err := st.EachSource(ctx, store.Filter{}, func(s store.SourceRow) error { v.sources[s.Name] += s.Items; return nil })
	if err != nil {
		return v, err
	}
	speakers := func() error {
		return st.EachQuote(ctx, store.Filter{Limit: scannedRows, Newest: true}, func(q store.QuoteRow) error { count(v.speakers, q.Speaker); return nil })
	}
	types := func() error {
		return st.EachEvent(ctx, store.Filter{Limit: scannedRows, Newest: true}, func(e store.EventRow) error { count(v.types, e.Type); return nil })
	}
	switch noun {
	case "quotes":
		return v, st.EachQuote(ctx, f, func(q store.QuoteRow) error {
			v.rows++
			count(v.speakers, q.Speaker)
			count(v.types, q.Kind)
			return nil
		})
	case "developments":
		return v, st.EachEvent(ctx, f, func(e store.EventRow) error {
			v.rows++
			count(v.types, e.Type)
			for _, actor := range e.Actors {
				count(v.speakers, actor)
			}
			count(v.speakers, e.AttributedTo)
			return nil
		})
	case "awards":
		return v, st.EachAward(ctx, f, func(w store.AwardRow) error {
			v.rows++
			count(v.types, w.Kind)
			count(v.speakers, w.Awardee)
			return nil
		})
	case "stories":
		err = st.EachStory(ctx, f, func(store.StoryRow) error { v.rows++; return nil })
	default:
		err = st.EachItem(ctx, f, func(store.ItemRow) error { v.rows++; return nil })
	}
	if err == nil {
		err = speakers()
	}
	if err == nil {
		err = types()
	}
	return v, err
}

func count(m map[string]int, name string) {
	if name != "" {
		m[name]++
	}
}
