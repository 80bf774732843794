package alert

import (
	"slices"
	"testing"
	"time"

	"storywatch/store"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

var everyDay = map[time.Weekday]bool{0: true, 1: true, 2: true, 3: true, 4: true, 5: true, 6: true}

func at(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return t
}

// sentAt is a counter over a list of times at which messages about every story went.
func sentAt(times ...string) counter {
	return func(_ string, since time.Time) (last time.Time, count int, err error) {
		for _, s := range times {
			if t := at(s); t.After(last) {
				last = t
			}
			if !at(s).Before(since) {
				count++
			}
		}
		return last, count, nil
	}
}

func TestImmediateRules(t *testing.T) {
	night := &Quiet{From: 23 * 60, To: 6 * 60}
	digest := Digest{At: 7*60 + 30, Days: everyDay}
	recorded := func(change, when string) []store.EventRow {
		return []store.EventRow{{EventID: 1, StoryID: "s1", Change: change, RecordedAt: at(when)}}
	}
	tests := []struct {
		name   string
		quiet  *Quiet
		digest Digest
		events []store.EventRow
		sent   []string
		now    string
		action Action // "" means folded into the digest
		at     string
	}{
		{"nothing to wait for", nil, digest, recorded("new", "2026-03-02 10:00"), nil, "2026-03-02 10:00", Send, "2026-03-02 10:00"},
		{"within the gap", nil, digest, recorded("new", "2026-03-02 10:00"), []string{"2026-03-02 09:00"}, "2026-03-02 10:00", Hold, "2026-03-02 11:00"},
		{"as the gap ends", nil, digest, recorded("new", "2026-03-02 10:00"), []string{"2026-03-02 09:00"}, "2026-03-02 11:00", Send, "2026-03-02 11:00"},
		{"an upgrade does not wait for the gap", nil, digest, recorded("upgrade", "2026-03-02 10:00"), []string{"2026-03-02 09:59"}, "2026-03-02 10:00", Send, "2026-03-02 10:00"},
		{"nor for the bound", nil, digest, recorded("withdrawn", "2026-03-02 10:00"), []string{"2026-03-02 01:00", "2026-03-02 05:00"}, "2026-03-02 10:00", Send, "2026-03-02 10:00"},
		{"but for quiet hours", night, digest, recorded("correction", "2026-03-02 23:30"), nil, "2026-03-02 23:30", Hold, "2026-03-03 06:00"},
		{"quiet hours after midnight", night, digest, recorded("reversal", "2026-03-03 05:59"), nil, "2026-03-03 05:59", Hold, "2026-03-03 06:00"},
		{"quiet hours are over", night, digest, recorded("new", "2026-03-03 05:00"), nil, "2026-03-03 06:00", Send, "2026-03-03 06:00"},
		{"the bound before the gap", nil, digest, recorded("new", "2026-03-02 10:00"), []string{"2026-03-02 08:00", "2026-03-02 09:30"}, "2026-03-02 10:00", "", ""},
		{"yesterday does not count", nil, digest, recorded("new", "2026-03-02 10:00"), []string{"2026-03-01 08:00", "2026-03-01 12:00"}, "2026-03-02 10:00", Send, "2026-03-02 10:00"},
		{"what was over the bound yesterday waits for the digest", nil, digest, recorded("new", "2026-03-01 20:00"), []string{"2026-03-01 08:00", "2026-03-01 12:00"}, "2026-03-02 00:01", "", ""},
		{"what waited for the gap over midnight goes", nil, digest, recorded("new", "2026-03-01 23:00"), []string{"2026-03-01 22:30"}, "2026-03-02 00:30", Send, "2026-03-02 00:30"},
		{"an upgrade held over night goes, whatever the bound was", nil, digest, recorded("upgrade", "2026-03-01 23:30"), []string{"2026-03-01 08:00", "2026-03-01 12:00"}, "2026-03-02 06:00", Send, "2026-03-02 06:00"},
		{"without a digest the bound holds until midnight", nil, Digest{}, recorded("new", "2026-03-02 10:00"), []string{"2026-03-02 08:00", "2026-03-02 09:00"}, "2026-03-02 12:00", Hold, "2026-03-03 00:00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &Sender{Settings: Settings{MaxPerDay: 2, Gap: 2 * time.Hour, Quiet: tt.quiet, Digest: tt.digest, Zone: time.UTC}}
			plans, folded, err := s.planNow(tt.events, at(tt.now), sentAt(tt.sent...))
			if err != nil {
				t.Fatal(err)
			}
			if tt.action == "" {
				if len(plans) != 0 || len(folded) != 1 {
					t.Fatalf("plans %+v, folded %+v", plans, folded)
				}
				return
			}
			if len(plans) != 1 || len(folded) != 0 || plans[0].Action != tt.action || !plans[0].At.Equal(at(tt.at)) || plans[0].Why == "" {
				t.Errorf("plans %+v, folded %d; want %s at %s", plans, len(folded), tt.action, tt.at)
			}
		})
	}
}

func TestOneMessageForAStory(t *testing.T) {
	s := &Sender{Settings: Settings{Zone: time.UTC}}
	plans, _, err := s.planNow([]store.EventRow{{EventID: 1, StoryID: "s1"}, {EventID: 2, StoryID: "s2"}, {EventID: 3, StoryID: "s1"}}, at("2026-03-02 10:00"), sentAt())
	if err != nil || len(plans) != 2 || len(plans[0].Events) != 2 || plans[0].Events[1].EventID != 3 || plans[1].StoryID != "s2" {
		t.Errorf("%+v, %v", plans, err)
	}
}

func TestQuietHours(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	tests := []struct {
		name     string
		from, to int
		now      string // UTC
		until    string // UTC; "" means not quiet
	}{
		{"by day", 12 * 60, 14 * 60, "2026-07-01 10:30", "2026-07-01 12:00"},
		{"by day, over", 12 * 60, 14 * 60, "2026-07-01 12:00", ""},
		{"over midnight", 22 * 60, 6 * 60, "2026-07-01 21:00", "2026-07-02 04:00"},
		{"after midnight", 22 * 60, 6 * 60, "2026-07-01 23:00", "2026-07-02 04:00"},
		{"the night that loses an hour", 22 * 60, 6 * 60, "2026-03-28 22:00", "2026-03-29 04:00"},
		{"the night that wins an hour", 22 * 60, 6 * 60, "2026-10-24 21:00", "2026-10-25 05:00"},
		{"an end that comes twice is the later one", 22 * 60, 2*60 + 30, "2026-10-25 00:10", "2026-10-25 01:30"},
		{"also in its second hour", 22 * 60, 2*60 + 30, "2026-10-25 01:10", "2026-10-25 01:30"},
		{"an end that does not come", 22 * 60, 2*60 + 30, "2026-03-29 00:50", "2026-03-29 01:30"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &Sender{Settings: Settings{Quiet: &Quiet{From: tt.from, To: tt.to}, Zone: berlin}}
			until, quiet := s.quietUntil(at(tt.now))
			if quiet != (tt.until != "") || quiet && !until.Equal(at(tt.until)) {
				t.Errorf("%v until %s, want %q", quiet, until.UTC(), tt.until)
			}
		})
	}
	if _, quiet := (&Sender{Settings: Settings{Zone: berlin}}).quietUntil(at("2026-07-01 23:00")); quiet {
		t.Error("quiet without quiet hours")
	}
}

func TestDigestTimes(t *testing.T) {
	workdays := map[time.Weekday]bool{time.Monday: true, time.Tuesday: true, time.Wednesday: true, time.Thursday: true, time.Friday: true}
	tests := []struct {
		name, zone string
		at         int
		days       map[time.Weekday]bool
		now        string // UTC
		last, next string // UTC
	}{
		{"before", "UTC", 450, everyDay, "2026-03-03 07:29", "2026-03-02 07:30", "2026-03-03 07:30"},
		{"on the minute", "UTC", 450, everyDay, "2026-03-03 07:30", "2026-03-03 07:30", "2026-03-04 07:30"},
		{"over the weekend", "UTC", 450, workdays, "2026-03-07 12:00", "2026-03-06 07:30", "2026-03-09 07:30"},
		{"once a week, on its day", "UTC", 450, map[time.Weekday]bool{time.Monday: true}, "2026-03-02 07:30", "2026-03-02 07:30", "2026-03-09 07:30"},
		{"once a week, just before", "UTC", 450, map[time.Weekday]bool{time.Monday: true}, "2026-03-09 07:29", "2026-03-02 07:30", "2026-03-09 07:30"},
		{"the day is the zone's", "America/New_York", 450, map[time.Weekday]bool{time.Monday: true}, "2026-03-03 01:00", "2026-03-02 12:30", "2026-03-09 11:30"},
		{"in the hour that comes twice", "Europe/Berlin", 150, everyDay, "2026-10-25 12:00", "2026-10-25 01:30", "2026-10-26 01:30"},
		{"in the hour that does not come", "Europe/Berlin", 150, everyDay, "2026-03-29 12:00", "2026-03-29 01:30", "2026-03-30 00:30"},
		{"never", "UTC", 450, nil, "2026-03-03 07:30", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &Sender{Settings: Settings{Digest: Digest{At: tt.at, Days: tt.days}, Zone: zone(t, tt.zone)}}
			got := []string{}
			for _, x := range []time.Time{s.lastDigestTime(at(tt.now)), s.nextDigest(at(tt.now))} {
				if x.IsZero() {
					got = append(got, "")
				} else {
					got = append(got, x.UTC().Format("2006-01-02 15:04"))
				}
			}
			if want := []string{tt.last, tt.next}; !slices.Equal(got, want) {
				t.Errorf("last and next are %q, want %q", got, want)
			}
		})
	}
}

func TestRetryAfter(t *testing.T) {
	for attempts, want := range map[int]time.Duration{1: 5 * time.Minute, 2: 10 * time.Minute, 3: 20 * time.Minute, 8: 6 * time.Hour, 1000: 6 * time.Hour} {
		if got := retryAfter(attempts); got != want {
			t.Errorf("after %d attempts: %s, want %s", attempts, got, want)
		}
	}
}
