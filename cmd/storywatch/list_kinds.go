package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"storywatch/internal/config"
	"storywatch/store"
)

// listedText is how much of a quote or a sentence a table shows, in code points; show tells it whole.
const listedText = 200

type itemsCmd struct {
	listing
	State string `help:"Of this state: ok, pending, off-topic, blocked, gone, failed, all. Without it all but pending and off-topic." placeholder:"STATE"`
}

// Help teaches.
func (itemsCmd) Help() string {
	return `Lists items, newest first: what the sources listed and was kept. --type lists those that report a development of the type,
--speaker those that quote a name.

  storywatch items --since 2d --search "harbor bridge"
  storywatch items --state blocked          (pages that refused; storywatch add takes them by hand)`
}

// Run lists.
func (x *itemsCmd) Run(a *app) error {
	states := []string{store.ItemOK, store.ItemPending, store.ItemOffTopic, store.ItemBlocked, store.ItemGone, store.ItemFailed, "all"}
	if err := oneOf("--state", x.State, states); err != nil {
		return err
	}
	return list(a, x.listing, x.State, lister[store.ItemRow]{
		noun: "items", what: "items", each: func(st *store.Store) func(context.Context, store.Filter, func(store.ItemRow) error) error {
			return st.EachItem
		},
		columns: []tableColumn{{name: "id"}, {name: "seen"}, {name: "source", grow: 2}, {name: "title", grow: 5}, {name: "story"}, {name: "quotes", right: true}, {name: "note", grow: 1}},
		cells: func(a *app, c *config.Config, r store.ItemRow) []string {
			return []string{cleanLine(r.ID), day(a, c, r.FirstSeenAt), cleanLine(r.Source), cleanLine(r.Title), r.StoryID, strconv.Itoa(r.QuoteCount), itemNote(r)}
		},
	})
}

// itemNote is what is special about an item.
func itemNote(r store.ItemRow) string {
	var notes []string
	if r.State != store.ItemOK {
		notes = append(notes, r.State)
	}
	if r.CopyOf != "" {
		notes = append(notes, "copy of "+cleanLine(r.CopyOf))
	}
	if r.Revision > 1 {
		notes = append(notes, fmt.Sprintf("text %d", r.Revision))
	}
	return strings.Join(notes, ", ")
}

type storiesCmd struct{ listing }

// Help teaches.
func (storiesCmd) Help() string {
	return `Lists stories, the one that last saw something first.

  storywatch stories --since 7d
  storywatch show s3                        (its timeline and who said what)`
}

// Run lists.
func (x *storiesCmd) Run(a *app) error {
	return list(a, x.listing, "", lister[store.StoryRow]{
		noun: "stories", each: func(st *store.Store) func(context.Context, store.Filter, func(store.StoryRow) error) error {
			return st.EachStory
		},
		columns: []tableColumn{{name: "id"}, {name: "title", grow: 1}, {name: "articles", right: true}, {name: "developments", right: true}, {name: "quotes", right: true}, {name: "first seen"}, {name: "last seen"}},
		cells: func(a *app, c *config.Config, r store.StoryRow) []string {
			return []string{r.ID, cleanLine(r.Title), strconv.Itoa(r.Articles), strconv.Itoa(r.Developments), strconv.Itoa(r.Quotes), day(a, c, r.FirstSeenAt), day(a, c, r.LastSeenAt)}
		},
		encode: func(w io.Writer, r store.StoryRow) error {
			return jsonLine(w, struct {
				ID           string   `json:"story_id"`
				Title        string   `json:"title"`
				Articles     int      `json:"articles"`
				Developments int      `json:"developments"`
				Quotes       int      `json:"quotes"`
				Topics       []string `json:"topics"`
				Entities     []string `json:"entities"`
				FirstSeenAt  string   `json:"first_seen_at"`
				LastSeenAt   string   `json:"last_seen_at"`
				Closed       bool     `json:"closed"`
			}{r.ID, r.Title, r.Articles, r.Developments, r.Quotes, orEmpty(r.Topics), orEmpty(r.Entities), stamp(r.FirstSeenAt), stamp(r.LastSeenAt), r.Closed})
		},
	})
}

type quotesCmd struct{ listing }

// Help teaches.
func (quotesCmd) Help() string {
	return `Lists quotes with their speakers, newest first. A speaker in brackets is the likeliest, not established. The number behind a
speaker is how sure that is, 0 to 1. [cut q4] behind a quote: q4 is a version of it with fewer words; longer, altered, part and same
(the same words under another name) likewise. show tells the difference word by word.

  storywatch quotes --speaker Okafor --since 2031-03-01
  storywatch quotes --json | jq -r .quote
  storywatch why q12                        (why this speaker)`
}

// Run lists.
func (x *quotesCmd) Run(a *app) error {
	return list(a, x.listing, "", lister[store.QuoteRow]{
		noun: "quotes", what: "quotes", each: func(st *store.Store) func(context.Context, store.Filter, func(store.QuoteRow) error) error {
			return st.EachQuote
		},
		columns: []tableColumn{{name: "id"}, {name: "seen"}, {name: "speaker", grow: 2}, {name: "sure", right: true}, {name: "kind"}, {name: "quote", grow: 6}, {name: "first published by", grow: 2}, {name: "in", right: true}},
		cells: func(a *app, c *config.Config, r store.QuoteRow) []string {
			return []string{r.ID, day(a, c, r.SeenAt), speaker(r), confidence(r.Confidence), cleanLine(r.Kind), quoteCell(r), cleanLine(r.FirstPublishedBy), strconv.Itoa(r.Attestations)}
		},
	})
}

// quoteCell is a quote's words, and which quotes are versions of it.
func quoteCell(r store.QuoteRow) string {
	words := shorten(cleanLine(r.Quote), listedText)
	if len(r.Versions) == 0 {
		return words
	}
	ids := make([]string, 0, len(r.Versions))
	for _, v := range r.Versions[:min(len(r.Versions), listedVersions)] {
		ids = append(ids, v.Wording+" "+v.ID)
	}
	if len(r.Versions) > listedVersions {
		ids = append(ids, "…")
	}
	return words + " [" + strings.Join(ids, ", ") + "]"
}

// listedVersions is how many versions of a quote a table names.
const listedVersions = 3

// speaker is the name a quote stands under; what is not established is in brackets.
func speaker(r store.QuoteRow) string {
	switch {
	case r.Speaker != "":
		return cleanLine(r.Speaker)
	case r.Candidate != "":
		return "[" + cleanLine(r.Candidate) + "?]"
	}
	return "[not known]"
}

type developmentsCmd struct{ listing }

// Help teaches.
func (developmentsCmd) Help() string {
	return `Lists what happened, one row an event, newest first: new, upgrade (a later status), reversal, correction, withdrawn.

  storywatch developments --since 7d
  storywatch developments --type lawsuit --json
  storywatch why e12                        (why it was flagged)`
}

// Run lists.
func (x *developmentsCmd) Run(a *app) error {
	return list(a, x.listing, "", lister[store.EventRow]{
		noun: "developments", what: "developments", each: func(st *store.Store) func(context.Context, store.Filter, func(store.EventRow) error) error {
			return st.EachEvent
		},
		columns: []tableColumn{{name: "id"}, {name: "date"}, {name: "change"}, {name: "what", grow: 2}, {name: "who", grow: 2}, {name: "sentence", grow: 4}, {name: "alert"}, {name: "story"}},
		cells: func(a *app, c *config.Config, r store.EventRow) []string {
			return []string{r.ID, eventWhen(a, c, r), r.Change, cleanLine(r.Type + " " + r.Status), cleanList(r.Actors, ", "), shorten(cleanLine(r.Sentence), listedText), r.Alert, r.StoryID}
		},
	})
}

// eventWhen is the day it happened; where that is not known, the day it was first seen, in brackets.
func eventWhen(a *app, c *config.Config, r store.EventRow) string {
	if r.Date != "" {
		return cleanLine(r.Date[:min(len(r.Date), len(time.DateOnly))])
	}
	return "[" + day(a, c, r.SeenAt) + "]"
}

type awardsCmd struct{ listing }

// Help teaches.
func (awardsCmd) Help() string {
	return `Lists contract awards, newest first. --speaker narrows to an awardee. An amount marked * is shared by all awardees of its
paragraph: do not add it up. A modification stands behind its contract's number, an order says what it is placed under;
--search with that number finds all that belongs to it.

  storywatch awards --search "cloud services"
  storywatch export awards -o awards.csv    (all fields)`
}

// Run lists.
func (x *awardsCmd) Run(a *app) error {
	return list(a, x.listing, "", lister[store.AwardRow]{
		noun: "awards", what: "awards", each: func(st *store.Store) func(context.Context, store.Filter, func(store.AwardRow) error) error {
			return st.EachAward
		},
		columns: []tableColumn{{name: "id"}, {name: "announced"}, {name: "kind"}, {name: "awardee", grow: 3}, {name: "US dollars", right: true}, {name: "contract"}, {name: "for", grow: 4}},
		cells: func(a *app, c *config.Config, r store.AwardRow) []string {
			return []string{r.ID, cleanLine(r.Announced), awardKind(r), cleanLine(r.Awardee), dollars(r), contractOf(r), shorten(cleanLine(r.Description), listedText)}
		},
	})
}

// contractOf is an award's number with what it belongs to: the modification, or the contract that an order is placed under.
func contractOf(r store.AwardRow) string {
	number := cleanLine(r.PIID)
	if r.Modification != "" {
		number += " " + cleanLine(r.Modification)
	}
	if r.BasePIID != "" && r.BasePIID != strings.NewReplacer("-", "", " ", "").Replace(r.PIID) {
		number += " under " + cleanLine(r.BasePIID)
	}
	return number
}

func awardKind(r store.AwardRow) string {
	if r.Withdrawn {
		return cleanLine(r.Kind) + ", withdrawn"
	}
	return cleanLine(r.Kind)
}

// dollars is an amount with its thousands apart; "" when none is stated.
func dollars(r store.AwardRow) string {
	if r.AmountUSD == 0 {
		return ""
	}
	s := thousands(r.AmountUSD)
	if r.Shared {
		s += "*"
	}
	return s
}

func thousands(v float64) string {
	s := strconv.FormatFloat(v, 'f', 0, 64)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// day is a date in the config's zone, with the time of day when it was within the last day.
func day(a *app, c *config.Config, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	if age := a.clock.Now().Sub(t); age >= 0 && age < 24*time.Hour {
		return t.In(c.Timezone.Location).Format("01-02 15:04")
	}
	return t.In(c.Timezone.Location).Format(time.DateOnly)
}

// instant is a time in the config's zone, with the zone.
func instant(c *config.Config, t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.In(c.Timezone.Location).Format("2006-01-02 15:04 MST")
}

// stamp is RFC 3339 in UTC, for programs; "" for a time that is not known.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// confidence is a number from 0 to 1 with two digits.
func confidence(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func jsonLine(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// oneOf is a usage error when value is none of list; "" is always allowed.
func oneOf(flag, value string, list []string) error {
	for _, v := range list {
		if value == v {
			return nil
		}
	}
	if value == "" {
		return nil
	}
	if best := config.Nearest(value, list); best != "" {
		return usageError("%s %q is not known; did you mean %q?", flag, value, best)
	}
	return usageError("%s %q is not known: one of %s", flag, value, strings.Join(list, ", "))
}
