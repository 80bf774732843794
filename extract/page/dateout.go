package page

import (
	"math"
	"strings"
	"time"
)

// froms are the families of kinds as a Date names them, in the order in which one of several is named.
var froms = []struct{ family, from string }{{"meta", "meta"}, {"ld", "json-ld"}, {"time", "time"}, {"url", "url"}, {"seen", "text"}, {"image", "url"}}

// date is the day as the page's Date with a confidence: a moment when one of the places states it, else the day.
func (d claimedDay) date(confidence float64) Date {
	out := Date{Value: d.day.Format(time.DateOnly), Precision: "day", Confidence: math.Floor(100*confidence) / 100}
	for _, f := range froms {
		for _, c := range d.claims {
			if c.family() != f.family || c.shuffled {
				continue
			}
			if out.From == "" {
				out.From = f.from
			}
			if out.Precision == "day" && !c.modified {
				said := c.date()
				out.Value, out.Precision = said.Value, said.Precision
			}
		}
	}
	if out.From == "" {
		out.From = "text"
	}
	return out
}

// lastModified is the first date of change in the order meta, JSON-LD, body; none when it is before the publication.
func (c *dateClaims) lastModified(published Date) Date {
	for _, f := range froms {
		for _, claim := range c.list {
			if !claim.modified || claim.family() != f.family || strings.Contains(claim.kind, "aside") || claim.day == 0 {
				continue
			}
			d := claim.date()
			d.From, d.Confidence = f.from, modifiedWorth
			if published.Value != "" && d.Value[:len(time.DateOnly)] < published.Value[:len(time.DateOnly)] {
				continue
			}
			return d
		}
	}
	return Date{}
}

// modifiedWorth is the confidence of a date of change: nothing but its label speaks for it.
const modifiedWorth = 0.9
