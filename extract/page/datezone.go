package page

import (
	"strings"
	"time"
)

// MaxOffset is the farthest any inhabited place is from UTC.
const MaxOffset = 14 * time.Hour

// localize reads moments in UTC on the clock of the page's readers, where another place shows the same moment on it: the day
// of a page is its readers' day.
func (c *dateClaims) localize() {
	zone, ok := c.zone()
	if !ok {
		return
	}
	for i := range c.list {
		if s := &c.list[i].stamp; s.clock && s.zone == utcZone {
			*s = s.in(zone)
		}
	}
}

// zone is the readers' zone in seconds east of UTC, as two places tell it that write one moment differently.
func (c *dateClaims) zone() (seconds int, ok bool) {
	for _, utc := range c.list {
		if !utc.clock || utc.zone != utcZone || utc.beside() {
			continue
		}
		for _, local := range c.list {
			if !local.clock || local.zone == utcZone || local.beside() {
				continue
			}
			if utc.minute%30 == 0 && !local.modified && !local.principal() {
				continue // a round time is another event's too
			}
			if zone, ok := utc.shownAs(local.stamp); ok {
				return zone, true
			}
			if local.shuffled {
				local.day, local.month = local.month, local.day
				if zone, ok := utc.shownAs(local.stamp); ok {
					return zone, true
				}
			}
		}
	}
	return 0, false
}

// shownAs reports whether a moment in UTC can be what a local clock shows, and in which zone: whole hours away, or half ones
// when the minutes are odd enough to be no chance. Midnight is what stands where no clock is known.
func (s stamp) shownAs(local stamp) (seconds int, ok bool) {
	local.zone, seconds = noZone, local.offset
	ahead := local.at().Truncate(time.Minute).Sub(s.at().Truncate(time.Minute))
	switch {
	case ahead == 0, ahead.Abs() > MaxOffset, local.hour == 0 && local.minute == 0, local.second > 0 && local.second != s.second:
		return 0, false
	case ahead%time.Hour != 0 && (ahead%(30*time.Minute) != 0 || s.minute%30 == 0):
		return 0, false
	case seconds != 0 && seconds != int(ahead/time.Second):
		return 0, false // it states another zone
	}
	return int(ahead / time.Second), true
}

// in is a moment in another zone.
func (s stamp) in(seconds int) stamp {
	t := s.at().In(time.FixedZone("", seconds))
	s.year, s.month, s.day = t.Year(), int(t.Month()), t.Day()
	s.hour, s.minute, s.second = t.Hour(), t.Minute(), t.Second()
	s.setZone(seconds)
	return s
}

// beside reports whether a claim stands beside the article, or is not the first of its kind: of another article, a comment.
func (c dateClaim) beside() bool {
	return strings.Contains(c.kind, "aside") || strings.HasSuffix(c.kind, ".later")
}
