package feed_test

import (
	"testing"
	"time"

	"storywatch/crawler/feed"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct {
		raw, utc  string
		precision feed.Precision
	}{
		{"2026-03-03T17:01:00Z", "2026-03-03T17:01:00Z", feed.Minute},
		{"2026-03-03T17:01:00.123456+05:30", "2026-03-03T11:31:00Z", feed.Minute},
		{"2026-03-03T17:01", "2026-03-03T17:01:00Z", feed.Minute},
		{"2026-03-03 17:01:00 -0500", "2026-03-03T22:01:00Z", feed.Minute},
		{"20260303T170100Z", "2026-03-03T17:01:00Z", feed.Minute},
		{"2026-03-03", "2026-03-03T00:00:00Z", feed.Day},
		{"20260303", "2026-03-03T00:00:00Z", feed.Day},
		{"2026-03", "2026-03-01T00:00:00Z", feed.Month},
		{"2026", "2026-01-01T00:00:00Z", feed.Year},
		{"Tue, 03 Mar 2026 17:01:00 GMT", "2026-03-03T17:01:00Z", feed.Minute},
		{"Tue, 3 Mar 26 17:01 EST", "2026-03-03T22:01:00Z", feed.Minute},
		{"Tue, 03 Mar 2026 17:01:00 GMT+01:00", "2026-03-03T16:01:00Z", feed.Minute},
		{"Tue Mar  3 17:01:00 2026", "2026-03-03T17:01:00Z", feed.Minute},
		{"03-Mar-2026 17:01", "2026-03-03T17:01:00Z", feed.Minute},
		{"March 3, 2026 5:01 PM ET", "2026-03-03T22:01:00Z", feed.Minute},
		{"July 3, 2026 5:01 p.m. ET", "2026-07-03T21:01:00Z", feed.Minute},
		{"Tuesday, March 3rd, 2026 at 12:05am PST", "2026-03-03T08:05:00Z", feed.Minute},
		{"Mar. 3, 2026", "2026-03-03T00:00:00Z", feed.Day},
		{"3. März 2026, 17:01 Uhr", "2026-03-03T17:01:00Z", feed.Minute},
		{"mardi 3 mars 2026", "2026-03-03T00:00:00Z", feed.Day},
		{"3 de marzo de 2026", "2026-03-03T00:00:00Z", feed.Day},
		{"Tue, 03 Mar 2026 24:00:00 GMT", "2026-03-04T00:00:00Z", feed.Minute},
		{"Tue, 03 Mar 2026 23:59:60 GMT", "2026-03-03T23:59:59Z", feed.Minute},
		{"1772557260", "2026-03-03T17:01:00Z", feed.Minute},
		{"1772557260000", "2026-03-03T17:01:00Z", feed.Minute},
		{"Tue, 03 Mar 2026 17:01:00 IST", "2026-03-03T00:00:00Z", feed.Day}, // three zones are called so
		{"Tue, 03 Mar 2026 17:01:00 XYZ", "2026-03-03T00:00:00Z", feed.Day},

		{"", "", ""},
		{"yesterday", "", ""},
		{"03/04/2026", "", ""}, // 3 April or March 4
		{"Mon, 31 Feb 2026 10:00:00 GMT", "", ""},
		{"Tue, 03 Mar 2026 25:01:00 GMT", "", ""},
		{"0001-01-01T00:00:00Z", "", ""},
		{"17:01", "", ""},
		{"202603", "", ""},
		{"the board met on March 3, 2026 in Easthaven and adjourned", "", ""},
	} {
		t.Run(c.raw, func(t *testing.T) {
			d := feed.ParseDate(c.raw)
			got := ""
			if !d.Time.IsZero() {
				got = d.Time.UTC().Format(time.RFC3339)
			}
			if got != c.utc || d.Precision != c.precision || d.Raw != c.raw {
				t.Errorf("got %s %q (raw %q), want %s %q", got, d.Precision, d.Raw, c.utc, c.precision)
			}
		})
	}
}
