package store

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"
	"math"
	"slices"

	"storywatch/store/dedup"
)

const (
	// storyEntities is how many of a document's entities are written down for its story: the most named.
	storyEntities = 12
	// searchEntities is how many of those, the rarest, are used to look for stories: everybody's name finds nothing.
	searchEntities = 6
	// storyCandidates is how many stories have their titles compared.
	storyCandidates = 4
	// storyTitles is how many of a story's latest titles are.
	storyTitles = 4
	// maxTies is the most docket or contract numbers with which a document still is about one matter; more is a list.
	maxTies = 3
)

// An article joins the story with the best score, half of it shared names (weighted by rarity), half of it titles. The
// numbers are a first setting: news of one matter shares most of its rarer names, or its title and some.
const (
	entityWeight  = .6
	titleWeight   = .4
	joinScore     = .45
	watchedWeight = 2 // times, of names that the config gives
	fewShared     = 2 // shared names below which only the title can join
)

// entityRef is an entity of the document, as the store knows it.
type entityRef struct {
	id     int64
	count  int
	weight float64 // how much it tells: its rarity
}

var (
	qEntity = statement(`INSERT INTO entity (name, kind, known) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE
		SET kind = CASE WHEN excluded.kind <> '' AND (entity.kind = '' OR excluded.known = 1) THEN excluded.kind ELSE entity.kind END,
			known = max(entity.known, excluded.known) RETURNING id, articles`)
	qMention     = statement("INSERT INTO mention (revision_id, entity_id, count) VALUES ($1, $2, $3) ON CONFLICT (revision_id, entity_id) DO UPDATE SET count = count + excluded.count")
	qCountEntity = statement("UPDATE entity SET articles = articles + 1 WHERE id = $1")
	qArticles    = statement("SELECT coalesce(max(id), 0) FROM article")

	qArticleStory  = statement("SELECT coalesce(story_id, 0) FROM article WHERE id = $1")
	qTiedByDocket  = statement("SELECT story_id FROM development WHERE docket IN (SELECT value FROM json_each($1)) AND docket <> '' AND story_id NOT IN (SELECT id FROM story WHERE closed = 1) ORDER BY last_seen_at DESC LIMIT 1")
	qTiedByMention = statement(`SELECT a.story_id FROM docket_number n JOIN revision r ON r.id = n.revision_id JOIN page p ON p.id = r.page_id
		JOIN article a ON a.id = p.article_id WHERE n.number IN (SELECT value FROM json_each($1)) AND a.story_id IS NOT NULL AND a.story_id NOT IN (SELECT id FROM story WHERE closed = 1) ORDER BY a.last_seen_at DESC LIMIT 1`)
	qOpenStories = statement(`SELECT se.story_id, se.entity_id, s.title FROM story_entity se JOIN story s ON s.id = se.story_id
		WHERE se.entity_id IN (SELECT value FROM json_each($1)) AND (s.last_seen_at >= $2 OR s.held = 1) AND s.closed = 0 AND s.merged_into IS NULL`)
	qStoryTitles = statement("SELECT title FROM article WHERE story_id = $1 ORDER BY id DESC LIMIT $2")
	qStoryShares = statement("SELECT entity_id FROM story_entity WHERE story_id = $1 AND entity_id IN (SELECT value FROM json_each($2))")
	qInsertStory = statement("INSERT INTO story (title, topics, first_seen_at, last_seen_at) VALUES ($1, $2, $3, $3) RETURNING id")
	qTouchStory  = statement("UPDATE story SET last_seen_at = max(last_seen_at, $2), topics = $3 WHERE id = $1")
	qStoryTopics = statement("SELECT topics FROM story WHERE id = $1")
	qTell        = statement("UPDATE article SET story_id = $2 WHERE id = $1")
	qStoryEntity = statement("INSERT INTO story_entity (story_id, entity_id, articles) VALUES ($1, $2, 1) ON CONFLICT (story_id, entity_id) DO UPDATE SET articles = articles + 1")
	qMergedStory = statement("SELECT coalesce(merged_into, id) FROM story WHERE id = $1")
)

// writeEntities writes whom the text names.
func (r *recorder) writeEntities() error {
	var articles int64
	if err := r.row(qArticles).Scan(&articles); err != nil {
		return err
	}
	r.kinds = make(map[string]string, len(r.o.Entities))
	for _, e := range r.o.Entities {
		r.kinds[e.Name] = e.Kind
		ref := entityRef{count: max(e.Count, 1)}
		var in int64
		if err := r.row(qEntity, e.Name, e.Kind, e.Known).Scan(&ref.id, &in); err != nil {
			return err
		}
		if err := r.exec(qMention, r.revision, ref.id, ref.count); err != nil {
			return err
		}
		if r.isNew {
			if err := r.exec(qCountEntity, ref.id); err != nil {
				return err
			}
		}
		// A name that was never read before is no link to anything, however rare; one that the text keeps naming, and one
		// that the user watches, say more of what it is about.
		if in > 0 {
			ref.weight = math.Log(1+float64(articles)/float64(1+in)) * (1 + math.Log(float64(ref.count)))
		}
		if e.Known {
			ref.weight *= watchedWeight
		}
		r.entities = append(r.entities, ref)
	}
	slices.SortStableFunc(r.entities, func(a, b entityRef) int { return cmp.Compare(b.count, a.count) })
	r.entities = r.entities[:min(len(r.entities), storyEntities)]
	return nil
}

// joinStory gives the article its story: the one it has, one that a docket or contract number ties it to, the open
// one it fits best, or a new one with its title.
func (r *recorder) joinStory() error {
	if err := r.row(qArticleStory, r.article).Scan(&r.story); err != nil {
		return err
	}
	known := r.story != 0
	for _, find := range []func() (int64, error){r.tiedStory, r.likeStory, r.newStory} {
		if r.story != 0 {
			break
		}
		var err error
		if r.story, err = find(); err != nil {
			return err
		}
	}
	if err := r.touchStory(); err != nil || known {
		return err
	}
	if err := r.exec(qTell, r.article, r.story); err != nil {
		return err
	}
	for _, e := range r.entities {
		if err := r.exec(qStoryEntity, r.story, e.id); err != nil {
			return err
		}
	}
	return nil
}

func (r *recorder) touchStory() error {
	if err := r.row(qMergedStory, r.story).Scan(&r.story); err != nil {
		return err
	}
	var topics string
	if err := r.row(qStoryTopics, r.story).Scan(&topics); err != nil {
		return err
	}
	all := slices.Concat(parseList(topics), r.o.Topics)
	slices.Sort(all)
	return r.exec(qTouchStory, r.story, r.seen, jsonList(slices.Compact(all)))
}

// window is how long a story is open, in milliseconds.
func (r *recorder) window() int64 {
	if r.o.StoryWindow > 0 {
		return r.o.StoryWindow.Milliseconds()
	}
	return defaultStoryWindow.Milliseconds()
}

// tiedStory is the story of the docket or contract number that the document names.
func (r *recorder) tiedStory() (id int64, err error) {
	var numbers []string
	for _, d := range r.o.Dockets {
		numbers = append(numbers, d.Number)
	}
	for _, c := range r.o.Claims {
		if c.Docket != "" && c.Ignored == "" {
			numbers = append(numbers, c.Docket)
		}
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	if len(numbers) == 0 || len(numbers) > maxTies {
		return 0, nil
	}
	for _, q := range []query{qTiedByDocket, qTiedByMention} {
		err := r.row(q, jsonList(numbers)).Scan(&id)
		if !errors.Is(err, sql.ErrNoRows) {
			return id, err
		}
	}
	return 0, nil
}

// storyMatch is an open story that shares names with the document.
type storyMatch struct {
	id     int64
	title  string
	shared int
	weight float64 // of the shared names
}

// likeStory is the open story that the document fits best, or 0.
func (r *recorder) likeStory() (int64, error) {
	found, total, err := r.openStories()
	if err != nil || total == 0 {
		return 0, err
	}
	best, id := 0.0, int64(0)
	for _, m := range found[:min(len(found), storyCandidates)] {
		titles := max(0, dedup.TitleOverlap(r.o.Title, m.title))
		err := r.rows(qStoryTitles, func(row scanner) error {
			var title string
			err := row.Scan(&title)
			titles = max(titles, dedup.TitleOverlap(r.o.Title, title))
			return err
		}, m.id, storyTitles)
		if err != nil {
			return 0, err
		}
		score := entityWeight*m.weight/total + titleWeight*titles
		if m.shared < fewShared && titles < entityWeight {
			continue
		}
		if score >= joinScore && score > best {
			best, id = score, m.id
		}
	}
	return id, nil
}

// openStories are the open stories with the document's rarer names, those with the most in common first; total is the
// weight of all its names.
func (r *recorder) openStories() (found []storyMatch, total float64, err error) {
	rare := slices.Clone(r.entities)
	for _, e := range rare {
		total += e.weight
	}
	slices.SortStableFunc(rare, func(a, b entityRef) int { return cmp.Compare(b.weight, a.weight) })
	var ids, all []int64
	for i, e := range rare {
		if i < searchEntities {
			ids = append(ids, e.id)
		}
		all = append(all, e.id)
	}
	at := map[int64]int{}
	err = r.rows(qOpenStories, func(row scanner) error {
		var story, entity int64
		var title string
		if err := row.Scan(&story, &entity, &title); err != nil {
			return err
		}
		if _, ok := at[story]; !ok {
			at[story] = len(found)
			found = append(found, storyMatch{id: story, title: title})
		}
		found[at[story]].weight += weightOf(rare, entity)
		return nil
	}, jsonNumbers(ids), r.seen-r.window())
	if err != nil {
		return nil, 0, err
	}
	slices.SortFunc(found, func(a, b storyMatch) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(b.id, a.id)) })
	for i := range found[:min(len(found), storyCandidates)] {
		m := &found[i]
		m.weight = 0
		err := r.rows(qStoryShares, func(row scanner) error {
			var entity int64
			err := row.Scan(&entity)
			m.shared++
			m.weight += weightOf(rare, entity)
			return err
		}, m.id, jsonNumbers(all))
		if err != nil {
			return nil, 0, err
		}
	}
	return found, total, nil
}

func weightOf(entities []entityRef, id int64) float64 {
	for _, e := range entities {
		if e.id == id {
			return e.weight
		}
	}
	return 0
}

func (r *recorder) newStory() (id int64, err error) {
	err = r.row(qInsertStory, r.o.Title, jsonList(r.o.Topics), r.seen).Scan(&id)
	return id, err
}

// jsonText marshals what always marshals.
func jsonText(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}
