package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"storywatch/store/dedup"
)

// QuoteVersion is another quote that is a version of one: words that differ, linked and never merged.
type QuoteVersion struct {
	ID       string       `json:"quote_id"`
	Wording  string       `json:"wording"` // what it is to the quote: cut, longer, altered; same: other speaker; part: one of several that the quote joins
	Quote    string       `json:"quote"`
	Speaker  string       `json:"speaker"`
	Source   string       `json:"source"`   // where it was published first
	Revision string       `json:"revision"` // "before", "after": its page had, or has, these words in place of the quote's; ""
	Diff     []dedup.Edit `json:"diff"`     // what makes its words of the quote's
}

// Difference is the diff in one line: [-not in the version-] {+only in the version+}.
func (v QuoteVersion) Difference() string { return dedup.Marked(v.Diff) }

// WordDiff is a change word by word in one line: [-what went-] {+what came+}. Marks and case do not count.
func WordDiff(before, after string) string { return dedup.Marked(dedup.DiffWords(before, after)) }

// PartOf is the wording of one of several quotes that another quote joins.
const PartOf = "part"

// versionsOf wants quote q. A link of two speakers that were named after it was made is no link.
const versionsOf = `(SELECT coalesce(json_group_array(json_object('quote_id', 'q' || v.id, 'wording', v.wording, 'quote', v.words, 'speaker', v.speaker,
		'source', v.source, 'revision', v.revision)), '[]') FROM (
	SELECT o.id, o.words, o.speaker, l.wording, CASE WHEN l.page_id IS NULL THEN '' WHEN l.later THEN 'after' ELSE 'before' END AS revision,
		(SELECT vs.name FROM attestation va JOIN item vi ON vi.id = va.item_id JOIN source vs ON vs.id = vi.source_id WHERE va.quote_id = o.id
			ORDER BY va.out_at, va.seen_at, va.id LIMIT 1) AS source
	FROM (SELECT other_id AS id, page_id, 0 AS later, CASE wording WHEN 'cut' THEN 'longer' WHEN 'longer' THEN 'cut' ELSE wording END AS wording
			FROM quote_link WHERE quote_id = q.id
		UNION ALL SELECT quote_id, page_id, 1, wording FROM quote_link WHERE other_id = q.id) l
	JOIN quote o ON o.id = l.id
	WHERE l.wording = 'same' OR o.speaker = '' OR q.speaker = '' OR o.speaker = q.speaker OR o.speakers <> '[]' OR q.speakers <> '[]'
	ORDER BY o.id LIMIT 50) v)`

// readVersions reads what versionsOf selected, and compares each with the quote.
func readVersions(list, quote string) ([]QuoteVersion, error) {
	if list == "[]" {
		return nil, nil
	}
	var out []QuoteVersion
	if err := json.Unmarshal([]byte(list), &out); err != nil {
		return nil, fmt.Errorf("versions of a quote: %w", err)
	}
	// A page may take back what it changed, or take over what another had: such a pair is linked both ways, and said once.
	linked := slices.Clone(out)
	out = slices.DeleteFunc(out, func(v QuoteVersion) bool {
		return v.Revision == "" && slices.ContainsFunc(linked, func(o QuoteVersion) bool { return o.ID == v.ID && o.Revision != "" })
	})
	for i := range out {
		out[i].Diff = dedup.DiffWords(quote, out[i].Quote)
	}
	markParts(out, quote)
	return out, nil
}

// markParts calls the cut versions that stand side by side in the quote its parts: it joins what others print apart.
func markParts(list []QuoteVersion, quote string) {
	whole := " " + dedup.Key(quote) + " "
	type place struct{ v, from, to int }
	var places []place
	for i := range list {
		key := " " + dedup.Key(list[i].Quote) + " "
		if at := strings.Index(whole, key); at >= 0 && list[i].Wording == string(dedup.Cut) {
			places = append(places, place{i, at, at + len(key) - 1})
		}
	}
	for _, a := range places {
		for _, b := range places {
			if a.to <= b.from {
				list[a.v].Wording, list[b.v].Wording = PartOf, PartOf
			}
		}
	}
}
