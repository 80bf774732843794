package main

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"
)

// lines is what a store knows as sorted lines: keys and contents without row numbers and without times of this machine.
// Two stores that know the same give the same lines, in whatever order they learned it.
func (k contents) lines() (out []string) {
	url := func(id string) string { return k.byItem[id].URL }
	for _, i := range k.items {
		out = append(out, fmt.Sprintf("item %s|%s|%s|%s|%s|%s %s|%d words|%s|text %x|body %s|%s|topics %v|entities %v|%d texts|%s|%d quotes|%q",
			i.Source, i.URL, i.Title, i.State, i.Author, i.PublishedAt, i.PublishedPrecision, i.Words, i.Language, sha256.Sum256([]byte(i.Text)),
			i.BodySHA256, i.ObservedBy, i.Topics, sorted(i.Entities), len(i.Revisions), i.Change, i.QuoteCount, i.Notes))
		for _, r := range i.Revisions {
			out = append(out, fmt.Sprintf("text %s|%d|%s|%x|+%q|-%q", i.URL, r.Number, r.Title, sha256.Sum256([]byte(r.Text)), r.Added, r.Removed))
		}
		for _, c := range i.Claims {
			out = append(out, fmt.Sprintf("claim %s|%s|%s|%q|%s|%s|%s|%s|%s|%.3f", i.URL, c.Type, c.Status, c.Actors, c.Object, c.Date, c.Sentence, c.Rule, c.Ignored, c.Confidence))
		}
		for _, q := range i.Quotes {
			out = append(out, fmt.Sprintf("attested %s|%s|%s", i.URL, q.Quote, q.Speaker))
		}
	}
	for _, q := range k.quotes {
		out = append(out, fmt.Sprintf("quote %s|%s|%s|%d", q.Kind, q.Quote, q.Speaker, q.Attestations))
	}
	for _, d := range k.dates {
		out = append(out, fmt.Sprintf("date %s|%s|%s|%s|%s|%s", url(d.ItemID), d.Text, d.Value, d.Precision, d.Role, d.Zone))
	}
	for _, a := range k.awards {
		out = append(out, fmt.Sprintf("award %s|%s|%s|%.0f|%s|%v", a.URL, a.PIID, a.Awardee, a.AmountUSD, a.Change, a.Award))
	}
	for _, e := range k.events {
		// Which of several outlets that tell it within one pass is read first is chance; what happened is not.
		out = append(out, fmt.Sprintf("event %s|%s|%s|%s|%s|%s|%s", e.Change, e.Type, e.Status, e.StatusBefore, e.Date[:min(len(e.Date), len(time.DateOnly))], e.Alert, e.Docket))
	}
	groups := map[string][]string{}
	for _, c := range k.copies {
		groups[c.ArticleID] = append(groups[c.ArticleID], url(c.ItemID))
	}
	for _, g := range groups {
		out = append(out, fmt.Sprintf("article %v", sorted(g)))
	}
	sort.Strings(out)
	return out
}

func sorted(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}

// difference is what stands in one list and not in the other, shortened for people.
func difference(got, want []string) string {
	var b strings.Builder
	count := map[string]int{}
	for _, l := range want {
		count[l]--
	}
	for _, l := range got {
		count[l]++
	}
	keys := make([]string, 0, len(count))
	for l, n := range count {
		if n != 0 {
			keys = append(keys, l)
		}
	}
	slices.Sort(keys)
	for _, l := range keys {
		fmt.Fprintf(&b, "%+d %.400s\n", count[l], l)
	}
	return b.String()
}
