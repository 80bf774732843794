package novelty_test

import (
	"testing"

	"storywatch/store/novelty"
)

// TestOneAct: a deal announced and signed on one day is one act, told once; signed days later it is a step further.
func TestOneAct(t *testing.T) {
	deal := known(func(d *novelty.Development) { d.Type, d.Status = "agreement", "announced" })
	for date, want := range map[string]novelty.Kind{"2026-04-10": novelty.Coverage, "2026-04-11": novelty.Coverage, "2026-04-14": novelty.Upgrade} {
		d := novelty.Decide(suit(func(c *novelty.Claim) { c.Type, c.Status, c.Date, c.SeenAt = "agreement", "signed", date, day(4) }), deal, rules)
		if d.Kind != want || (d.Kind == novelty.Coverage) != d.Refines {
			t.Errorf("%s: %+v, want %s", date, d, want)
		}
	}
}

// TestMeetingWithSomebody waits for a report that names both sides.
func TestMeetingWithSomebody(t *testing.T) {
	met := func(names ...string) novelty.Claim {
		return suit(func(c *novelty.Claim) { c.Type, c.Status, c.Actors = "meeting", "held", actors(names...) })
	}
	if d := novelty.Decide(met("Mara Holm", "CEOs"), nil, rules); !d.Unconfirmed || !d.Nameless {
		t.Errorf("with some chiefs: %+v", d)
	}
	if d := novelty.Decide(met("Mara Holm", "Norvane"), nil, rules); d.Unconfirmed || d.Nameless {
		t.Errorf("with a company: %+v", d)
	}
}

// TestOwnCorrection: an outlet that corrects itself corrects what rests on it alone.
func TestOwnCorrection(t *testing.T) {
	correction := suit(func(c *novelty.Claim) {
		c.Status, c.Withdraws = "corrected", true
		c.Voice = novelty.Voice{Article: 1, Source: 1, SourceName: "First", Owner: "Gull Media"}
	})
	if d := novelty.Decide(correction, known(nil), rules); d.Kind != novelty.Correction {
		t.Errorf("alone: %+v", d)
	}
	both := known(func(d *novelty.Development) {
		d.Voices = append(d.Voices, novelty.Voice{Article: 9, Source: 9, SourceName: "Ninth"})
	})
	if d := novelty.Decide(correction, both, rules); d.Kind != novelty.Coverage {
		t.Errorf("others report it, too: %+v", d)
	}
	if d := novelty.Decide(correction, nil, rules); d.Kind != novelty.Ignore {
		t.Errorf("never reported: %+v", d)
	}
}
