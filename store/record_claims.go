package store

import (
	"encoding/json"
	"slices"
	"time"

	"storywatch/store/novelty"
)

const (
	// maxKnown is how many developments a claim is compared with, the most recently reported first.
	maxKnown = 100
	// compareFor is the least time since its last report in which a development is compared with: as long as a first
	// report of it could still be news.
	compareFor = novelty.StaleAfter
)

var (
	qKnown = statement(`SELECT d.id, d.story_id, d.type, d.status, d.actors, d.object, d.court, d.docket, d.date, d.date_inferred, d.first_seen_at, d.last_seen_at,
			d.unconfirmed, d.withdrawn, (SELECT json_group_object(a.name, a.kind) FROM development_actor a WHERE a.development_id = d.id)
		FROM development d WHERE d.id IN (
			SELECT a.development_id FROM development_actor a JOIN development x ON x.id = a.development_id
				WHERE a.name IN (SELECT value FROM json_each($1)) AND a.type IN (SELECT value FROM json_each($2)) AND x.last_seen_at >= $5
			UNION SELECT id FROM development WHERE story_id = $3 AND type IN (SELECT value FROM json_each($2)) AND last_seen_at >= $5 AND ($7 OR actors = '[]')
			UNION SELECT id FROM development WHERE docket = $4 AND docket <> '' AND type IN (SELECT value FROM json_each($2)))
		ORDER BY d.last_seen_at DESC, d.id DESC LIMIT $6`)
	qVoices = statement(`SELECT coalesce(p.article_id, 0), i.source_id, s.name, s.owner, s.is_primary, c.attributed_to FROM coverage c
		JOIN revision r ON r.id = c.revision_id JOIN page p ON p.id = r.page_id JOIN item i ON i.id = c.item_id JOIN source s ON s.id = i.source_id
		WHERE c.development_id = $1 ORDER BY c.id`)
	qInsertClaim = statement(`INSERT INTO claim (revision_id, item_id, type, status, actors, object, date, precision, start_cp, end_cp, sentence, rule, ignored,
			confidence, parts, outcome, development_id, event_id, why, extractor)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`)
)

// writeClaims decides on what the document says that its page had not said, and returns the events it made.
func (r *recorder) writeClaims() ([]int64, error) {
	var given []*Claim
	var claims []novelty.Claim
	for i := range r.o.Claims {
		c := &r.o.Claims[i]
		if r.diff.isNew(c.Evidence.Text) {
			given = append(given, c)
			claims = append(claims, r.noveltyClaim(c))
		}
	}
	rules := novelty.Rules{Ladder: r.ladder, UnconfirmedBelow: r.o.UnconfirmedBelow, Window: time.Duration(r.window()) * time.Millisecond}
	var events []int64
	fresh := map[int64]bool{}    // developments that this document has made known
	told := map[string][]int64{} // by type and status: what this document has told already
	for _, g := range novelty.Collapse(claims, rules) {
		c := given[g.Lead]
		r.lendActors(c, &claims[g.Lead], g, given, claims)
		known, err := r.known(&claims[g.Lead])
		if err != nil {
			return nil, err
		}
		// One document that tells a happening and, apart from it, one more of the kind tells two: two suits on one day.
		kind := c.Type + " " + c.Status
		if courtly := claims[g.Lead].Court != "" || claims[g.Lead].Docket != ""; courtly {
			known = slices.DeleteFunc(known, func(k novelty.Development) bool { return slices.Contains(told[kind], k.ID) })
		}
		if c.Withdraws { // a text that comes with its correction says what is right from the start
			known = slices.DeleteFunc(known, func(k novelty.Development) bool { return fresh[k.ID] })
		}
		d, fit, err := r.decide(claims[g.Lead], known, rules)
		if err != nil {
			return nil, err
		}
		w := decided{Decision: d, known: fit, claim: c, actors: claims[g.Lead].Actors}
		for _, i := range g.Others {
			w.Merged = append(w.Merged, merged{given[i].Type, given[i].Status, given[i].Evidence.Text})
		}
		if err := r.apply(&w); err != nil {
			return nil, err
		}
		if w.development != 0 {
			told[kind] = append(told[kind], w.development)
			fresh[w.development] = fresh[w.development] || d.Kind == novelty.New
		}
		if w.event != 0 {
			events = append(events, w.event)
		}
		if err := r.writeClaim(c, string(d.Kind), w.development, w.event, jsonText(&w)); err != nil {
			return nil, err
		}
		for _, i := range g.Others {
			if err := r.writeClaim(given[i], "merged", w.development, 0, ""); err != nil {
				return nil, err
			}
		}
	}
	return events, nil
}

// lendActors gives the claim that leads, when it names nobody, the parties of the first other that tells the same.
func (r *recorder) lendActors(c *Claim, n *novelty.Claim, g novelty.Group, given []*Claim, claims []novelty.Claim) {
	for _, i := range g.Others {
		if len(c.Actors) == 0 && given[i].Type == c.Type {
			c.Actors, n.Actors = given[i].Actors, claims[i].Actors
		}
	}
}

// merged is a claim of the same document that tells the same happening.
type merged struct {
	Type     string `json:"type"`
	Status   string `json:"status"`
	Sentence string `json:"sentence"`
}

// decided is a decision on its way into the store; its JSON is what `why` shows.
type decided struct {
	novelty.Decision
	Merged  []merged `json:"merged,omitempty"`   // other claims of the document that tell the same happening
	OffBeat bool     `json:"off_beat,omitempty"` // it is about nobody the user watches, so it is not told

	claim       *Claim
	actors      []novelty.Actor
	known       *novelty.Development // nil for a new one
	development int64
	event       int64
}

func (r *recorder) noveltyClaim(c *Claim) novelty.Claim {
	n := novelty.Claim{
		Type: c.Type, Status: c.Status, Object: c.Object, Court: c.Court, Docket: c.Docket, Date: c.Date, DateInferred: c.DateInferred,
		Confidence: c.Confidence, Withdraws: c.Withdraws, Ignored: c.Ignored, Passing: c.Passing, Story: r.story, SeenAt: r.o.SeenAt, Start: c.Evidence.Start, End: c.Evidence.End,
		Voice: novelty.Voice{
			Article: r.article, Contains: r.holds, Source: r.item.source, SourceName: r.item.sourceName, Owner: r.item.owner,
			Primary: r.item.primary, AttributedTo: c.AttributedTo,
		},
	}
	for _, a := range c.Actors {
		n.Actors = append(n.Actors, novelty.Actor{Name: a, Kind: r.kinds[a]})
	}
	return n
}

// known are the developments a claim may be compared with: of its type's family, with one of its actors, its docket
// number or, where names do not decide, its story.
func (r *recorder) known(c *novelty.Claim) (list []novelty.Development, err error) {
	if c.Ignored != "" {
		return nil, nil
	}
	parties := make([]string, len(c.Actors))
	for i, a := range c.Actors {
		parties[i] = a.Name
	}
	since := r.seen - max(r.window(), compareFor.Milliseconds())
	err = r.rows(qKnown, func(row scanner) error {
		d, err := scanDevelopment(row)
		list = append(list, d)
		return err
	}, jsonList(parties), jsonList(novelty.Family(c.Type)), r.story, c.Docket, since, maxKnown, len(parties) == 0 || novelty.ByAnyName(c.Type))
	return list, err
}

func scanDevelopment(row scanner) (d novelty.Development, err error) {
	var names, kinds string
	var first, last int64
	err = row.Scan(&d.ID, &d.Story, &d.Type, &d.Status, &names, &d.Object, &d.Court, &d.Docket, &d.Date, &d.DateInferred, &first, &last,
		&d.Unconfirmed, &d.Withdrawn, &kinds)
	if err != nil {
		return d, err
	}
	d.FirstSeen, d.LastSeen = fromMS(first), fromMS(last)
	kind := map[string]string{}
	if err := json.Unmarshal([]byte(kinds), &kind); err != nil {
		return d, err
	}
	for _, n := range parseList(names) {
		d.Actors = append(d.Actors, novelty.Actor{Name: n, Kind: kind[n]})
	}
	return d, nil
}

// decide is novelty.Decide, with the voices of the one development that the claim turns out to speak of.
func (r *recorder) decide(c novelty.Claim, known []novelty.Development, rules novelty.Rules) (novelty.Decision, *novelty.Development, error) {
	d := novelty.Decide(c, known, rules)
	if d.Development == 0 {
		return d, nil, nil
	}
	k := known[slices.IndexFunc(known, func(k novelty.Development) bool { return k.ID == d.Development })]
	err := r.rows(qVoices, func(row scanner) error {
		var v novelty.Voice
		err := row.Scan(&v.Article, &v.Source, &v.SourceName, &v.Owner, &v.Primary, &v.AttributedTo)
		k.Voices = append(k.Voices, v)
		return err
	}, k.ID)
	if err != nil {
		return d, nil, err
	}
	compared := d.Compared
	d = novelty.Decide(c, []novelty.Development{k}, rules)
	d.Compared = compared
	return d, &k, nil
}

// writeClaim keeps a claim for `why`, whatever became of it.
func (r *recorder) writeClaim(c *Claim, outcome string, development, event int64, why string) error {
	return r.exec(qInsertClaim, r.revision, r.item.id, c.Type, c.Status, jsonList(c.Actors), c.Object, c.Date, c.Precision, c.Evidence.Start, c.Evidence.End,
		c.Evidence.Text, c.Rule, c.Ignored, c.Confidence, c.Parts, outcome, nullID(development), nullID(event), why, r.o.Extractor)
}
