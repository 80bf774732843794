package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"storywatch/store"
)

// What a page changes in its headline or in a quote is told; a comma, or a new paragraph, is not.
func TestTextChanges(t *testing.T) {
	const changed = "We may fight this in court, and we will win before the winter"
	quoted := func(words string) func() []store.Quote {
		return func() []store.Quote { return []store.Quote{by("Mara Holm", words)} }
	}
	tests := []struct {
		name   string
		quotes func() []store.Quote
		title  string
		by     string
		want   string
	}{
		{"nothing", quoted(pierWords), "", "fetch", ""},
		{"the headline", quoted(pierWords), "Council closes its northern pier", "fetch", "Saltmarsh council → Council closes its northern pier"},
		{"marks of the headline", quoted(pierWords), "Saltmarsh Council!", "fetch", ""},
		{"a quote", quoted(changed), "", "fetch", "q1 q2 Mara Holm: We [-will-] {+may+} fight this in court, and we will win before the winter"},
		{"another quote", quoted(otherWords), "", "fetch", ""},
		{"an import", quoted(changed), "", "import", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := fresh(t)
			before := said(t, "gull.example", 1, 0, by("Mara Holm", pierWords))
			after := said(t, "gull.example", 1, 0, tt.quotes()...)
			before.Title, after.Title = "Saltmarsh council", "Saltmarsh council"
			if tt.title != "" {
				after.Title = tt.title
			}
			after.SeenAt, after.ObservedBy = day0.Add(3*time.Hour), tt.by
			record(t, s, before)
			record(t, s, after)
			var got []string
			err := s.EachTextChange(t.Context(), day0, day0.Add(time.Second), func(c store.TextChange) error {
				if c.TitleBefore != "" {
					got = append(got, c.TitleBefore+" → "+c.Title)
				}
				for _, q := range c.Quotes {
					got = append(got, fmt.Sprintf("%s %s %s: %s", q.Before, q.ID, q.Speaker, store.WordDiff(q.Was, q.Is)))
				}
				if c.Number != 2 || c.Source != "gull.example" || !strings.HasPrefix(c.URL, "https://gull.example/") {
					t.Errorf("%+v", c)
				}
				return nil
			})
			if err != nil || !slices.Equal(got, strings.FieldsFunc(tt.want, func(r rune) bool { return r == '\n' })) {
				t.Errorf("got %q, %v; want %q", got, err, tt.want)
			}
			err = s.EachTextChange(t.Context(), day0.Add(time.Second), day0.Add(time.Hour), func(c store.TextChange) error {
				t.Errorf("outside its time: %+v", c)
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}
