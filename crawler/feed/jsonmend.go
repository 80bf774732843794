package feed

import (
	"encoding/json"
	"strings"
)

// The string fields of a JSON Feed and of its items that are read here.
var (
	feedStrings = []string{"version", "title", "home_page_url", "feed_url", "description", "language"}
	itemStrings = []string{"id", "url", "external_url", "title", "summary", "content_html", "content_text", "date_published", "date_modified", "language"}
)

// mendJSON is a JSON Feed with every field of a wrong type made right or left out: a number where a string is wanted is
// that number's digits. One such field would otherwise cost the whole feed. ok is false when the text is no JSON object.
func mendJSON(text string) (mended string, ok bool) {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var root map[string]any
	if dec.Decode(&root) != nil || root == nil {
		return "", false
	}
	out := keepStrings(root, feedStrings)
	keepAuthors(root, out)
	items := []any{}
	list, _ := root["items"].([]any)
	for _, v := range list {
		if item, ok := v.(map[string]any); ok {
			kept := keepStrings(item, itemStrings)
			keepAuthors(item, kept)
			items = append(items, kept)
		}
	}
	out["items"] = items
	b, err := json.Marshal(out)
	return string(b), err == nil
}

func keepStrings(from map[string]any, keys []string) map[string]any {
	out := map[string]any{}
	for _, k := range keys {
		switch v := from[k].(type) {
		case string:
			out[k] = v
		case json.Number:
			out[k] = v.String()
		}
	}
	return out
}

// keepAuthors takes people as objects with a name, and as bare names.
func keepAuthors(from, to map[string]any) {
	list, _ := from["authors"].([]any)
	if single, ok := from["author"]; ok && len(list) == 0 {
		list = []any{single}
	}
	people := []any{}
	for _, v := range list {
		switch v := v.(type) {
		case string:
			people = append(people, map[string]any{"name": v})
		case map[string]any:
			people = append(people, keepStrings(v, []string{"name", "url"}))
		}
	}
	to["authors"] = people
}
