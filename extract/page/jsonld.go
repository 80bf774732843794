package page

import (
	"encoding/json"
	"strings"
)

// ldArticle is the part of a JSON-LD Article that is used.
type ldArticle struct {
	headline, published, modified string
	authors                       []string
	live, notFree                 bool
}

// readLD is every article node of one JSON-LD script; broken JSON is none.
func readLD(source string) []ldArticle {
	var v any
	if json.Unmarshal([]byte(strings.TrimSpace(source)), &v) != nil {
		return nil
	}
	var out []ldArticle
	walkLD(resolved(v), 0, &out)
	return out
}

// resolved puts the people of a graph where its articles refer to them by @id.
func resolved(v any) any {
	top, ok := v.(map[string]any)
	if !ok {
		return v
	}
	graph, ok := top["@graph"].([]any)
	if !ok {
		return v
	}
	people := map[string]any{}
	for _, x := range graph {
		if node, ok := x.(map[string]any); ok && hasType(node, "Person") {
			people[str(node["@id"])] = node
		}
	}
	for _, x := range graph {
		node, ok := x.(map[string]any)
		if !ok {
			continue
		}
		switch author := node["author"].(type) {
		case map[string]any:
			node["author"] = referred(author, people)
		case []any:
			for i, a := range author {
				author[i] = referred(a, people)
			}
		}
	}
	return v
}

// referred is the person that an author without a name refers to, else the author.
func referred(author any, people map[string]any) any {
	ref, ok := author.(map[string]any)
	if !ok || ref["name"] != nil {
		return author
	}
	if person, ok := people[str(ref["@id"])]; ok {
		return person
	}
	return author
}

// maxLDDepth is how deep JSON-LD is followed: a graph of articles with nested authors is five deep.
const maxLDDepth = 12

func walkLD(v any, depth int, out *[]ldArticle) {
	if depth > maxLDDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			walkLD(x, depth+1, out)
		}
	case map[string]any:
		if live := hasType(v, "LiveBlogPosting"); live || hasType(v, "Article") || hasType(v, "NewsArticle") || hasType(v, "BlogPosting") || hasType(v, "ReportageNewsArticle") || hasType(v, "AnalysisNewsArticle") {
			*out = append(*out, ldArticle{
				headline: plain(str(v["headline"])), published: str(v["datePublished"]), modified: str(v["dateModified"]),
				authors: ldNames(v["author"]), live: live, notFree: isFalse(v["isAccessibleForFree"]),
			})
			return
		}
		for _, x := range v {
			walkLD(x, depth+1, out)
		}
	}
}

func hasType(v map[string]any, want string) bool {
	switch t := v["@type"].(type) {
	case string:
		return t == want
	case []any:
		for _, x := range t {
			if x == want {
				return true
			}
		}
	}
	return false
}

func ldNames(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case map[string]any:
		if hasType(v, "Organization") || hasType(v, "NewsMediaOrganization") {
			return nil
		}
		return ldNames(v["name"])
	case []any:
		var out []string
		for _, x := range v {
			out = append(out, ldNames(x)...)
		}
		return out
	}
	return nil
}

func isFalse(v any) bool {
	switch v := v.(type) {
	case bool:
		return !v
	case string:
		return strings.EqualFold(v, "false")
	}
	return false
}

func str(v any) string { s, _ := v.(string); return s }
