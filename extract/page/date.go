package page

import (
	_ "embed"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/html"
)

// dates are the page's publication and modification dates. Every place that names a day is asked (datefind.go); each day is
// worth the sum of what its places are worth (dateworth.txt), and the confidence is the day's share among all days and the
// possibility that none is right.
func (m *meta) dates(doc *html.Node, base *url.URL, now time.Time) (published, modified Date) {
	claims := m.claims(doc, base, now)
	if days := claims.weigh(); len(days) > 0 && days[0].share >= MinDateShare {
		published = claims.zoned(days[0], days[0].date())
	}
	return published, claims.lastModified(published)
}

// MinDateShare is the least share with which a day is said rather than nothing: below, two of three were wrong.
const MinDateShare = 0.3

//go:embed dateworth.txt
var dateWorthFile string

var dateWorth = sync.OnceValue(func() map[string]float64 {
	worth := map[string]float64{}
	for line := range strings.Lines(dateWorthFile) {
		if f := strings.Fields(line); len(f) == 2 && f[0] != "#" {
			worth[f[0]], _ = strconv.ParseFloat(f[1], 64)
		}
	}
	return worth
})

// claimedDay is a day that places of a page name as that of its publication.
type claimedDay struct {
	day    time.Time
	claims []dateClaim // that name it
	signs  []string    // rows of dateworth.txt that hold for it, sorted
	share  float64     // its probability
}

// weigh is every day that is named, the likeliest first.
func (c *dateClaims) weigh() []claimedDay {
	days := c.namedDays()
	worth := dateWorth()
	none := math.Exp(worth["none"])
	sum := none
	for i := range days {
		s := 0.0
		for _, sign := range days[i].signs {
			s += worth[sign]
		}
		days[i].share = math.Exp(s)
		sum += days[i].share
	}
	for i := range days {
		days[i].share /= sum
	}
	slices.SortStableFunc(days, func(a, b claimedDay) int {
		switch {
		case a.share > b.share:
			return -1
		case a.share < b.share:
			return 1
		}
		return 0
	})
	return days
}

// namedDays gathers the claims by day, with what else speaks for each day.
func (c *dateClaims) namedDays() []claimedDay {
	var days []claimedDay
	for _, claim := range c.list {
		if claim.day == 0 {
			continue
		}
		kinds := []string{claim.kind}
		if claim.shuffled {
			swapped := claim
			swapped.day, swapped.month = claim.month, claim.day
			days = join(days, swapped, "swapped")
			kinds = append(kinds, "shuffled")
		}
		days = join(days, claim, kinds...)
	}
	for i := range days {
		d := &days[i]
		for _, claim := range c.list {
			if near := claim.nearby(d.day); near != "" {
				d.signs = append(d.signs, near)
			}
		}
		d.signs = append(d.signs, d.agreement()...)
		if d.sole(days) {
			d.signs = append(d.signs, "sole")
		}
		slices.Sort(d.signs)
		d.signs = slices.Compact(d.signs)
	}
	return days
}

func join(days []claimedDay, claim dateClaim, signs ...string) []claimedDay {
	for i := range days {
		if days[i].day.Equal(claim.on()) {
			days[i].claims, days[i].signs = append(days[i].claims, claim), append(days[i].signs, signs...)
			return days
		}
	}
	return append(days, claimedDay{day: claim.on(), claims: []dateClaim{claim}, signs: slices.Clone(signs)})
}

// The hours of a UTC clock at which some inhabited zone has the day before or the day after.
const westernmost, easternmost = 12, 14

// nearby is the sign of a claim that does not name the day but agrees with it: the month in an address, or a moment in
// UTC, or in a zone that is not stated, that was on this day somewhere.
func (c dateClaim) nearby(day time.Time) string {
	if c.day == 0 {
		if c.year == day.Year() && c.month == int(day.Month()) {
			return c.kind
		}
		return ""
	}
	if !c.clock || c.zone == localZone || c.modified {
		return ""
	}
	switch day.Sub(c.on()) {
	case -24 * time.Hour:
		if c.hour < westernmost {
			return "near." + c.family()
		}
	case 24 * time.Hour:
		if c.hour >= 24-easternmost {
			return "near." + c.family()
		}
	}
	return ""
}

// The families of kinds: what one program writes into one part of a page is one witness.
func (c dateClaim) family() string {
	f, _, _ := strings.Cut(strings.TrimPrefix(c.kind, "modified."), ".")
	switch f {
	case "created", "dated":
		return "meta"
	case "ldtext", "script":
		return "ld"
	case "data":
		return "time"
	}
	return f
}

// agreement counts the families that name the day as that of publication.
func (d claimedDay) agreement() []string {
	seen := map[string]bool{}
	for _, c := range d.claims {
		if !c.modified && !strings.Contains(c.kind, "aside") && !strings.Contains(c.kind, "later") {
			seen[c.family()] = true
		}
	}
	switch len(seen) {
	case 0, 1:
		return nil
	case 2:
		return []string{"agree.2"}
	}
	return []string{"agree.3"}
}

// sole reports whether no other day stands where publication dates stand.
func (d claimedDay) sole(days []claimedDay) bool {
	for _, other := range days {
		if !other.day.Equal(d.day) && slices.ContainsFunc(other.claims, dateClaim.principal) && !slices.Contains(other.signs, "swapped") {
			return false
		}
	}
	return slices.ContainsFunc(d.claims, dateClaim.principal)
}

// principal leaves out changes, images, and what stands beside the article or far from the headline.
func (c dateClaim) principal() bool {
	if c.modified || c.day == 0 || strings.HasSuffix(c.kind, ".later") {
		return false
	}
	switch c.kind {
	case "meta", "dated", "ld", "ldtext", "url":
		return true
	}
	return strings.HasSuffix(c.kind, ".near") || strings.HasSuffix(c.kind, ".above")
}
