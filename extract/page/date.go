package page

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// dates are the page's publication and modification dates. Every place that names a day is asked (datefind.go); each day is
// worth the sum of what its places are worth (dateworth.txt), and the confidence is the day's share among all days and the
// possibility that none is right.
func (m *meta) dates(doc *html.Node, base *url.URL, now time.Time) (published, modified Date) {
	claims := m.claims(doc, base, now)
	days, worth := claims.namedDays(), dateWorth()
	worth.weigh(days)
	if len(days) > 0 && days[0].share >= MinDateShare {
		published = days[0].date(days[0].confidence(worth))
	}
	return published, claims.lastModified(published)
}

// MinDateShare is the least share with which a day is said rather than nothing: below, most were wrong.
const MinDateShare = 0.25

// claimedDay is a day that places of a page name as that of its publication.
type claimedDay struct {
	day    time.Time
	claims []dateClaim // that name it
	signs  []string    // rows of dateworth.txt that hold for it, sorted
	share  float64     // its probability
}

// MostDoubtful is the confidence that a day of doubt has at most: of those whose share said more, one in five was wrong.
const MostDoubtful = 0.85

// confidence is how sure the day is by its share, and less where something speaks against its being that of first publication.
func (d claimedDay) confidence(w *DateWorth) float64 {
	c := w.sure(d.share)
	if d.doubtful() {
		c = min(c, MostDoubtful)
	}
	return c
}

// doubtful reports whether the day may be one of change, may be read with day and month exchanged, is named by one witness only
// while others name another, or by nothing but the address.
func (d claimedDay) doubtful() bool {
	has := func(sign string) bool { return slices.Contains(d.signs, sign) }
	return has("revised") || has("modified.only") || !has("sole") && !has("agree.2") && !has("agree.3") ||
		len(d.claims) == 1 && d.claims[0].kind == "url" ||
		has("shuffled") && !slices.ContainsFunc(d.claims, func(c dateClaim) bool { return !c.shuffled })
}

// namedDays gathers the claims by day, with what else speaks for each day.
func (c *dateClaims) namedDays() []claimedDay {
	var days []claimedDay
	for _, claim := range c.list {
		if claim.day == 0 {
			continue
		}
		if claim.shuffled {
			swapped := claim
			swapped.day, swapped.month = claim.month, claim.day
			days = join(days, swapped, "swapped")
			days = join(days, claim, "shuffled")
			continue
		}
		days = join(days, claim)
	}
	for i := range days {
		d := &days[i]
		d.signs = append(d.signs, d.kinds()...)
		for _, claim := range c.list {
			if claim.day > 0 && !claim.firm() {
				continue
			}
			if near := claim.nearby(d.day); near != "" {
				d.signs = append(d.signs, near)
			}
		}
		d.signs = append(d.signs, d.agreement()...)
		if d.sole(days) {
			d.signs = append(d.signs, "sole")
		}
		if !slices.ContainsFunc(c.list, dateClaim.principal) && d.changed() {
			d.signs = append(d.signs, "modified.only")
		}
		if d.revised(days) {
			d.signs = append(d.signs, "revised")
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

// kinds are the kinds of the claims, of each family the best one: what one program writes several times is said once.
func (d claimedDay) kinds() []string {
	var out []string
	best := map[string]string{}
	for _, c := range d.claims {
		if c.modified {
			out = append(out, c.kind)
			continue
		}
		if f := c.family(); best[f] == "" || kindRank(c.kind) > kindRank(best[f]) {
			best[f] = c.kind
		}
	}
	for _, kind := range best {
		out = append(out, kind)
	}
	return out
}

// kindRank orders the kinds of a family by how much they are worth.
func kindRank(kind string) int {
	if rank, ok := headRanks[kind]; ok {
		return rank
	}
	rank := 0
	for part := range strings.SplitSeq(kind, ".") {
		rank += bodyRanks[part]
	}
	return rank
}

// headRanks are the kinds that stand outside the body, bodyRanks the parts of those within: places before marks.
var (
	headRanks = map[string]int{"meta": 3, "created": 2, "dated": 1, "ld": 3, "ldtext": 2}
	bodyRanks = map[string]int{"near": 8, "above": 7, "article": 5, "far": 4, "aside": 1, "marked": 5, "dated": 3, "prose": -4}
)

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
		if !c.modified && !c.beside() {
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

// principal leaves out changes, images, sentences, and what stands beside the article or far from the headline.
func (c dateClaim) principal() bool {
	if c.modified || c.day == 0 || strings.HasSuffix(c.kind, ".later") || strings.Contains(c.kind, "prose") {
		return false
	}
	switch c.kind {
	case "meta", "dated", "ld", "ldtext", "url":
		return true
	}
	return strings.HasSuffix(c.kind, ".near") || strings.HasSuffix(c.kind, ".above")
}

// firm leaves out changes, sentences, images, and what stands beside the article.
func (c dateClaim) firm() bool {
	return !c.modified && !c.beside() && !strings.Contains(c.kind, "prose") && !strings.HasPrefix(c.kind, "image")
}

// revised reports whether the day is one of change, and the head or the address states an earlier one: what readers see is then
// likely the change.
func (d claimedDay) revised(days []claimedDay) bool {
	if !d.changed() {
		return false
	}
	for _, other := range days {
		if other.day.Before(d.day) && slices.ContainsFunc(other.claims, dateClaim.stated) {
			return true
		}
	}
	return false
}

// changed reports whether a place names the day as one of change.
func (d claimedDay) changed() bool {
	return slices.ContainsFunc(d.claims, func(c dateClaim) bool { return c.modified })
}

// stated reports whether a claim stands in the head, in JSON-LD or in the address.
func (c dateClaim) stated() bool {
	switch c.kind {
	case "meta", "created", "ld", "ldtext", "url":
		return true
	}
	return false
}
