package novelty_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"storywatch/store/novelty"
)

var ladder = novelty.Ladder{
	"agreement":        {{"reported"}, {"announced"}, {"signed"}, {"amended"}, {"ended"}},
	"contract-award":   {{"expected"}, {"awarded"}, {"withdrawn"}},
	"criminal-charges": {{"filed"}, {"plea"}, {"convicted", "acquitted"}, {"dropped"}},
	"designation":      {{"considered"}, {"threatened"}, {"announced"}, {"formal"}, {"blocked"}, {"lifted"}},
	"injunction":       {{"sought"}, {"granted", "denied"}, {"stayed"}, {"lifted"}},
	"letter":           {{"sent"}},
	"negotiation":      {{"reported"}, {"started"}, {"stalled"}, {"resumed"}, {"collapsed"}},
	"lawsuit":          {{"threatened"}, {"announced"}, {"filed"}, {"dropped"}, {"dismissed"}},
	"ruling":           {{"issued"}, {"upheld", "reversed"}, {"vacated"}},
	"statement":        {{"made"}, {"corrected"}},
}

var rules = novelty.Rules{Ladder: ladder, UnconfirmedBelow: .5}

var t0 = time.Date(2026, 4, 10, 9, 0, 0, 0, time.UTC)

func day(n int) time.Time { return t0.AddDate(0, 0, n) }

func actors(names ...string) (out []novelty.Actor) {
	kinds := map[string]string{"Norvane": "company", "Tessel": "company", "Port Agency": "agency", "Customs Office": "agency", "Mara Holm": "person"}
	for _, n := range names {
		out = append(out, novelty.Actor{Name: n, Kind: kinds[n]})
	}
	return out
}

// suit is Norvane suing the Port Agency, as a second outlet tells it a day later.
func suit(change func(*novelty.Claim)) novelty.Claim {
	c := novelty.Claim{
		Type: "lawsuit", Status: "filed", Actors: actors("Norvane", "Port Agency"), Object: "harbor ban", Date: "2026-04-10",
		Confidence: .9, SeenAt: day(1), Voice: novelty.Voice{Article: 2, Source: 2, SourceName: "Second"},
	}
	if change != nil {
		change(&c)
	}
	return c
}

// known is that suit as it stands in the store.
func known(change func(*novelty.Development)) []novelty.Development {
	d := novelty.Development{
		ID: 7, Type: "lawsuit", Status: "filed", Actors: actors("Norvane", "Port Agency"), Object: "ban on harbor use", Date: "2026-04-10",
		FirstSeen: day(0), LastSeen: day(0), Voices: []novelty.Voice{{Article: 1, Source: 1, SourceName: "First", Owner: "Gull Media"}},
	}
	if change != nil {
		change(&d)
	}
	return []novelty.Development{d}
}

func TestDecide(t *testing.T) {
	type C = novelty.Claim
	type D = novelty.Development
	for name, tc := range map[string]struct {
		claim func(*C)
		known func(*D)
		want  novelty.Kind
		why   string // part of the reason
	}{
		"said again":                    {nil, nil, novelty.Coverage, "said again"},
		"a day off":                     {func(c *C) { c.Date = "2026-04-12" }, nil, novelty.Coverage, ""},
		"no date, within ten days":      {func(c *C) { c.Date = ""; c.SeenAt = day(9) }, nil, novelty.Coverage, ""},
		"no date, later":                {func(c *C) { c.Date = ""; c.SeenAt = day(12) }, nil, novelty.New, ""},
		"month only":                    {func(c *C) { c.Date = "2026-04" }, nil, novelty.Coverage, ""},
		"another date":                  {func(c *C) { c.Date = "2026-04-20"; c.SeenAt = day(10) }, nil, novelty.New, "nothing known fits"},
		"another company":               {func(c *C) { c.Actors = actors("Tessel", "Port Agency") }, nil, novelty.New, ""},
		"the person who speaks for it":  {func(c *C) { c.Actors = actors("Norvane", "Mara Holm") }, nil, novelty.Coverage, ""},
		"nobody in common":              {func(c *C) { c.Actors = actors("Mara Holm") }, nil, novelty.New, ""},
		"an agency of its own":          {func(c *C) { c.Actors = actors("Customs Office", "Norvane") }, func(d *D) { d.Actors = actors("Port Agency", "Norvane") }, novelty.New, ""},
		"another court":                 {func(c *C) { c.Court = "District of Lowmark" }, func(d *D) { d.Court = "District of Highmark" }, novelty.New, ""},
		"the court in full":             {func(c *C) { c.Court = "U.S. District Court for the Northern District of Lowmark" }, func(d *D) { d.Court = "Northern District of Lowmark" }, novelty.Coverage, ""},
		"a court for no court":          {func(c *C) { c.Court = "District of Lowmark" }, nil, novelty.Coverage, ""},
		"only 'a federal court'":        {func(c *C) { c.Court = "federal court" }, func(d *D) { d.Court = "District of Highmark" }, novelty.Coverage, ""},
		"another docket":                {func(c *C) { c.Docket = "3:26-cv-00124" }, func(d *D) { d.Docket = "3:26-cv-00123" }, novelty.New, ""},
		"the docket ties it firmly":     {func(c *C) { c.Docket = "26-cv-123"; c.Date = ""; c.SeenAt = day(60); c.Object = "tug fees" }, func(d *D) { d.Docket = "3:26-cv-00123-ABC" }, novelty.Coverage, ""},
		"a docket for no docket":        {func(c *C) { c.Docket = "26-cv-123" }, nil, novelty.Coverage, ""},
		"announced, then filed":         {func(c *C) { c.Date = "2026-04-16"; c.SeenAt = day(6) }, func(d *D) { d.Status = "announced" }, novelty.Upgrade, "filed is later than announced"},
		"announced, told after filed":   {func(c *C) { c.Status = "announced" }, nil, novelty.Coverage, "earlier"},
		"threat told with its own date": {func(c *C) { c.Status = "threatened"; c.Date = "2026-04-02" }, nil, novelty.Coverage, "earlier"},
		"filed, long after the threat":  {func(c *C) { c.Date = "2026-05-20"; c.SeenAt = day(40) }, func(d *D) { d.Status = "threatened" }, novelty.New, ""},
		"dismissed":                     {func(c *C) { c.Status = "dismissed"; c.Date = ""; c.SeenAt = day(8) }, nil, novelty.Upgrade, ""},
		"an upgrade in passing":         {func(c *C) { c.Passing, c.Date = true, "" }, func(d *D) { d.Status = "announced" }, novelty.Coverage, "in passing"},
		"announced after the threat":    {func(c *C) { c.Status = "announced" }, func(d *D) { d.Status = "threatened" }, novelty.Coverage, "words"},
		"a threat is no paper in court": {func(c *C) { c.Status = "threatened" }, func(d *D) { d.Type = "court-filing" }, novelty.New, ""},
		"appeals court, trial number":   {func(c *C) { c.Court = "Fourth Circuit" }, func(d *D) { d.Docket = "3:26-cv-00123" }, novelty.New, ""},
		"somebody without a name":       {func(c *C) { c.Actors = append(actors("Tessel"), novelty.Actor{Name: "workers"}) }, func(d *D) { d.Actors = append(actors("Norvane"), novelty.Actor{Name: "workers"}) }, novelty.New, ""},
		"court filing of the suit":      {func(c *C) { c.Type, c.Status = "court-filing", "filed" }, nil, novelty.Coverage, "reported as court-filing"},
		"another type":                  {func(c *C) { c.Type, c.Status = "designation", "formal" }, nil, novelty.New, ""},
		"background":                    {func(c *C) { c.Ignored = "background" }, nil, novelty.Ignore, "background"},
		"long past and unknown":         {func(c *C) { c.Date = "2025-11-03" }, nil, novelty.Ignore, "background"},
		"taken back":                    {func(c *C) { c.Withdraws = true; c.SeenAt = day(3) }, nil, novelty.Withdrawn, ""},
		"taken back, never reported":    {func(c *C) { c.Withdraws = true; c.Actors = actors("Tessel") }, nil, novelty.Ignore, "nobody reported"},
		"taken back twice":              {func(c *C) { c.Withdraws = true }, func(d *D) { d.Withdrawn = true }, novelty.Coverage, ""},
		"no actors, another story":      {func(c *C) { c.Actors = nil; c.Object = "" }, nil, novelty.New, ""},
		"no actors, the same story":     {func(c *C) { c.Actors = nil; c.Object = ""; c.Story = 3 }, func(d *D) { d.Story = 3 }, novelty.Coverage, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := novelty.Decide(suit(tc.claim), known(tc.known), rules)
			if d.Kind != tc.want || !strings.Contains(d.Reason, tc.why) {
				t.Errorf("got %s (%s), want %s; compared %+v", d.Kind, d.Reason, tc.want, d.Compared)
			}
			if tc.claim == nil && d.Development != 7 {
				t.Errorf("coverage of %d", d.Development)
			}
		})
	}
}

func TestTypesDiffer(t *testing.T) {
	type C = novelty.Claim
	type D = novelty.Development
	as := func(typ, status string) (func(*C), func(*D)) {
		return func(c *C) { c.Type, c.Status = typ, status }, func(d *D) { d.Type, d.Status = typ, status }
	}
	for name, tc := range map[string]struct {
		typ, status string
		claim       func(*C)
		known       func(*D)
		want        novelty.Kind
	}{
		"a designation some days off is that designation": {"designation", "announced", func(c *C) { c.Date = "2026-04-17"; c.SeenAt = day(7) }, nil, novelty.Coverage},
		"a letter some days off is another":               {"letter", "sent", func(c *C) { c.Date = "2026-04-17"; c.SeenAt = day(7) }, nil, novelty.New},
		"a designation in other words":                    {"designation", "announced", func(c *C) { c.Object = "hazard list" }, nil, novelty.Coverage},
		"a letter about something else":                   {"letter", "sent", func(c *C) { c.Object = "dredging"; c.Actors = actors("Norvane", "Mara Holm") }, nil, novelty.New},
		"talks without a date, last heard of yesterday":   {"negotiation", "stalled", func(c *C) { c.Date = ""; c.SeenAt = day(13) }, func(d *D) { d.LastSeen = day(12) }, novelty.Coverage},
		"talks go on after they failed":                   {"negotiation", "resumed", func(c *C) { c.Date = "2026-04-15"; c.SeenAt = day(5) }, func(d *D) { d.Status = "collapsed" }, novelty.Reversal},
		"talks that failed had begun":                     {"negotiation", "started", nil, func(d *D) { d.Status = "collapsed" }, novelty.Coverage},
	} {
		t.Run(name, func(t *testing.T) {
			claim, development := as(tc.typ, tc.status)
			c := suit(func(c *C) {
				claim(c)
				if tc.claim != nil {
					tc.claim(c)
				}
			})
			k := known(func(d *D) {
				development(d)
				if tc.known != nil {
					tc.known(d)
				}
			})
			if d := novelty.Decide(c, k, rules); d.Kind != tc.want {
				t.Errorf("got %s (%s), want %s; compared %+v", d.Kind, d.Reason, tc.want, d.Compared)
			}
		})
	}
}

func TestTheRightDateIsTheBetterMatch(t *testing.T) {
	two := append(known(func(d *novelty.Development) {
		d.ID, d.Type, d.Status, d.Date = 1, "designation", "announced", "2026-04-01"
	}),
		known(func(d *novelty.Development) { d.ID, d.Type, d.Status = 2, "designation", "threatened" })...)
	d := novelty.Decide(suit(func(c *novelty.Claim) { c.Type, c.Status = "designation", "announced" }), two, rules)
	if d.Development != 2 || d.Kind != novelty.Upgrade {
		t.Errorf("got %+v", d)
	}
}

func TestSomebodyDidSomethingWaits(t *testing.T) {
	nobody := func(c *novelty.Claim) { c.Actors = nil }
	if d := novelty.Decide(suit(nobody), nil, rules); d.Kind != novelty.New || !d.Unconfirmed {
		t.Errorf("got %+v", d)
	}
	if d := novelty.Decide(suit(func(c *novelty.Claim) { nobody(c); c.Docket = "26-cv-1" }), nil, rules); d.Unconfirmed {
		t.Errorf("a docket names the parties: %+v", d)
	}
}

func TestACourtsDecisionByAnyNames(t *testing.T) {
	blocked := known(func(d *novelty.Development) {
		d.Type, d.Status, d.Story, d.Actors, d.Court, d.Object = "injunction", "granted", 3, actors("Mara Holm"), "District of Lowmark", ""
	})
	for name, tc := range map[string]struct {
		change func(*novelty.Claim)
		want   novelty.Kind
	}{
		"the parties, where the judge was named": {nil, novelty.Coverage},
		"another story":                          {func(c *novelty.Claim) { c.Story = 4 }, novelty.New},
		"another court":                          {func(c *novelty.Claim) { c.Court = "District of Highmark" }, novelty.New},
		"days later":                             {func(c *novelty.Claim) { c.Date = "2026-04-13" }, novelty.New},
		"no date, the next week":                 {func(c *novelty.Claim) { c.Date = ""; c.SeenAt = day(7) }, novelty.New},
		"a suit, not a decision":                 {func(c *novelty.Claim) { c.Type, c.Status = "lawsuit", "filed" }, novelty.New},
	} {
		t.Run(name, func(t *testing.T) {
			c := suit(func(c *novelty.Claim) {
				c.Type, c.Status, c.Story, c.Object = "injunction", "granted", 3, ""
				if tc.change != nil {
					tc.change(c)
				}
			})
			if d := novelty.Decide(c, blocked, rules); d.Kind != tc.want {
				t.Errorf("got %s (%s), want %s; compared %+v", d.Kind, d.Reason, tc.want, d.Compared)
			}
		})
	}
}

func TestOppositeEnds(t *testing.T) {
	order := func(status, court string) novelty.Claim {
		return suit(func(c *novelty.Claim) { c.Type, c.Status, c.Court, c.Object = "injunction", status, court, "" })
	}
	for name, tc := range map[string]struct {
		before, after string // courts
		want          novelty.Kind
	}{
		"one court":                  {"District of Lowmark", "District of Lowmark", novelty.Reversal},
		"two courts":                 {"District of Lowmark", "Second Circuit", novelty.New},
		"no court named at all":      {"", "", novelty.Reversal},
		"one named, the other not":   {"District of Lowmark", "", novelty.New},
		"a circuit, by its number":   {"2nd Circuit", "U.S. Court of Appeals for the Second Circuit", novelty.Reversal},
		"only some federal court":    {"District of Lowmark", "federal court", novelty.New},
		"both only a 'state court'?": {"state court", "state court", novelty.Reversal},
	} {
		t.Run(name, func(t *testing.T) {
			granted := known(func(d *novelty.Development) {
				d.Type, d.Status, d.Court, d.Object = "injunction", "granted", tc.before, ""
			})
			if d := novelty.Decide(order("denied", tc.after), granted, rules); d.Kind != tc.want {
				t.Errorf("got %s (%s), want %s", d.Kind, d.Reason, tc.want)
			}
		})
	}
}

func TestTheBestFitIsTaken(t *testing.T) {
	two := append(known(func(d *novelty.Development) { d.ID, d.Court = 1, "District of Highmark" }),
		known(func(d *novelty.Development) { d.ID, d.Court = 2, "District of Lowmark" })...)
	c := suit(func(c *novelty.Claim) { c.Court = "Lowmark" })
	for range 2 {
		if d := novelty.Decide(c, two, rules); d.Development != 2 || d.Kind != novelty.Coverage || len(d.Compared) != 2 {
			t.Errorf("got %+v", d)
		}
		slices.Reverse(two)
	}
}

func TestVoices(t *testing.T) {
	for name, tc := range map[string]struct {
		voice novelty.Voice
		want  novelty.Independence
	}{
		"another house":               {novelty.Voice{Article: 2, Source: 2, Owner: "Tern Press"}, novelty.Independent},
		"the same writing":            {novelty.Voice{Article: 1, Source: 2}, novelty.Copy},
		"the same source":             {novelty.Voice{Article: 2, Source: 1}, novelty.SameOwner},
		"the same owner":              {novelty.Voice{Article: 2, Source: 2, Owner: "gull media"}, novelty.SameOwner},
		"has it from the first":       {novelty.Voice{Article: 2, Source: 2, AttributedTo: "First"}, novelty.SameOwner},
		"has it from a party":         {novelty.Voice{Article: 2, Source: 2, AttributedTo: "Norvane"}, novelty.Independent},
		"owners that nobody told are": {novelty.Voice{Article: 2, Source: 2, Owner: ""}, novelty.Independent},
	} {
		t.Run(name, func(t *testing.T) {
			d := novelty.Decide(suit(func(c *novelty.Claim) { c.Voice = tc.voice }), known(nil), rules)
			if d.Voice != tc.want {
				t.Errorf("got %s, want %s", d.Voice, tc.want)
			}
		})
	}
}

func TestConfirmation(t *testing.T) {
	weak := func(c *novelty.Claim) { c.Confidence = .3 }
	if d := novelty.Decide(suit(weak), nil, rules); d.Kind != novelty.New || !d.Unconfirmed {
		t.Errorf("a weak first voice: %+v", d)
	}
	waiting := func(d *novelty.Development) { d.Unconfirmed = true }
	for name, tc := range map[string]struct {
		claim    func(*novelty.Claim)
		want     novelty.Kind
		confirms bool
	}{
		"second independent voice":     {weak, novelty.Upgrade, true},
		"the first voice, as weakly":   {func(c *novelty.Claim) { c.Confidence, c.Voice.Source = .3, 1 }, novelty.Coverage, false},
		"the first voice, now plainly": {func(c *novelty.Claim) { c.Voice.Source = 1 }, novelty.Upgrade, true},
		"a copy":                       {func(c *novelty.Claim) { c.Confidence, c.Voice.Article = .3, 1 }, novelty.Coverage, false},
		"only the way there":           {func(c *novelty.Claim) { c.Status = "announced" }, novelty.Coverage, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := novelty.Decide(suit(tc.claim), known(waiting), rules)
			if d.Kind != tc.want || d.Confirms != tc.confirms || d.Unconfirmed == tc.confirms {
				t.Errorf("got %+v", d)
			}
		})
	}
}

func TestCrimesOfAPersonNeedTwoVoicesOrTheCourt(t *testing.T) {
	charge := func(c *novelty.Claim) {
		c.Type, c.Status, c.Actors, c.Object = "criminal-charges", "filed", actors("Mara Holm"), "fraud"
	}
	d := novelty.Decide(suit(charge), nil, rules)
	if d.Kind != novelty.New || !d.Unconfirmed {
		t.Fatalf("one outlet, sure of itself: %+v", d)
	}
	d = novelty.Decide(suit(func(c *novelty.Claim) { charge(c); c.Voice.Primary = true }), nil, rules)
	if d.Unconfirmed {
		t.Errorf("the prosecutor's own site: %+v", d)
	}
	waiting := known(func(k *novelty.Development) {
		k.Type, k.Actors, k.Object, k.Unconfirmed = "criminal-charges", actors("Mara Holm"), "fraud", true
	})
	if d = novelty.Decide(suit(charge), waiting, rules); !d.Confirms {
		t.Errorf("a second outlet: %+v", d)
	}
	if d = novelty.Decide(suit(func(c *novelty.Claim) { charge(c); c.Voice.Source = 1 }), waiting, rules); d.Confirms {
		t.Errorf("the first outlet again: %+v", d)
	}
}

func TestTheMoreSpecificTypeWins(t *testing.T) {
	ruled := known(func(d *novelty.Development) { d.Type, d.Status = "ruling", "issued" })
	d := novelty.Decide(suit(func(c *novelty.Claim) { c.Type, c.Status = "injunction", "granted" }), ruled, rules)
	if d.Kind != novelty.Coverage || !d.Refines {
		t.Errorf("injunction after ruling: %+v", d)
	}
	ordered := known(func(d *novelty.Development) { d.Type, d.Status = "injunction", "granted" })
	d = novelty.Decide(suit(func(c *novelty.Claim) { c.Type, c.Status = "ruling", "issued" }), ordered, rules)
	if d.Kind != novelty.Coverage || d.Refines {
		t.Errorf("ruling after injunction: %+v", d)
	}
}

func TestCollapse(t *testing.T) {
	type C = novelty.Claim
	at := func(n int, change func(*C)) C {
		return suit(func(c *C) {
			c.Start, c.End = 100*n, 100*n+90
			if change != nil {
				change(c)
			}
		})
	}
	for name, tc := range map[string]struct {
		claims []C
		want   []int // leads
	}{
		"told twice":                            {[]C{at(0, nil), at(1, nil)}, []int{0}},
		"the latest status leads":               {[]C{at(0, func(c *C) { c.Status = "threatened"; c.Date = "2026-04-01" }), at(1, nil)}, []int{1}},
		"two courts":                            {[]C{at(0, func(c *C) { c.Court = "Lowmark" }), at(1, func(c *C) { c.Court = "Highmark" })}, []int{0, 1}},
		"injunction over ruling":                {[]C{at(0, func(c *C) { c.Type, c.Status = "ruling", "issued" }), at(1, func(c *C) { c.Type, c.Status = "injunction", "granted" })}, []int{1}},
		"a statement in the sentence of a suit": {[]C{at(0, func(c *C) { c.Type, c.Status, c.Actors = "statement", "made", actors("Mara Holm") }), at(0, nil)}, []int{1}},
		"a statement elsewhere":                 {[]C{at(0, func(c *C) { c.Type, c.Status = "statement", "made" }), at(3, nil)}, []int{0, 1}},
		"ignored ones stay":                     {[]C{at(0, nil), at(1, func(c *C) { c.Ignored = "background" })}, []int{0, 1}},
		"granted here, denied there":            {[]C{at(0, func(c *C) { c.Type, c.Status = "injunction", "granted" }), at(1, func(c *C) { c.Type, c.Status = "injunction", "denied" })}, []int{0, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			var leads []int
			n := 0
			for _, g := range novelty.Collapse(tc.claims, rules) {
				leads = append(leads, g.Lead)
				n += 1 + len(g.Others)
			}
			if !slices.Equal(leads, tc.want) || n != len(tc.claims) {
				t.Errorf("leads %v, want %v; %d of %d claims kept", leads, tc.want, n, len(tc.claims))
			}
		})
	}
}

func TestSameDocket(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want bool
	}{
		{"3:26-cv-01996-ABC", "26-cv-1996", true},
		{"No. 2026-cv-1996", "26-cv-01996", true},
		{"26-cv-1996", "26-cr-1996", false},
		{"26-1049", "26-1050", false},
		{"W912AB-26-C-0001", "W912AB26C0001", true},
		{"W912AB-26-C-0001", "W912AB-26-C-0002", false},
	} {
		if got := novelty.SameDocket(tc.a, tc.b); got != tc.want {
			t.Errorf("%s and %s: %v", tc.a, tc.b, got)
		}
	}
}

func FuzzDecide(f *testing.F) {
	f.Add("lawsuit", "filed", "2026-04-10", "26-cv-1", "Ninth Circuit", "harbor", "2026-W15")
	f.Add("injunction", "denied", "2026-Q", "-", "", "", "2026-1")
	f.Fuzz(func(t *testing.T, typ, status, date, docket, court, object, other string) {
		c := novelty.Claim{Type: typ, Status: status, Date: date, Docket: docket, Court: court, Object: object, Actors: actors("Norvane"), Confidence: .9, SeenAt: day(0)}
		k := novelty.Development{ID: 1, Type: typ, Status: status, Date: date, Docket: docket, Court: court, Object: object, Actors: actors("Norvane"), FirstSeen: day(0), LastSeen: day(0)}
		if d := novelty.Decide(c, []novelty.Development{k}, rules); d.Kind != novelty.Coverage {
			t.Fatalf("a claim is not its own coverage: %+v", d)
		}
		k.Date = other
		novelty.Decide(c, []novelty.Development{k}, rules)
	})
}

// BenchmarkDecide is one claim against fifty developments of its type.
func BenchmarkDecide(b *testing.B) {
	var all []novelty.Development
	for i := range 50 {
		all = append(all, known(func(d *novelty.Development) {
			d.ID, d.Date = int64(i+1), time.Date(2026, 3, i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		})...)
	}
	c := suit(nil)
	for b.Loop() {
		novelty.Decide(c, all, rules)
	}
}
