package alert

import (
	"encoding/json"
	"strings"

	"storywatch/store"
)

// payload is a message for programs: the JSON of webhooks and of commands.
type payload struct {
	Type      string   `json:"type"` // storywatch.now, storywatch.digest
	MessageID string   `json:"message_id"`
	Subject   string   `json:"subject"`
	Text      string   `json:"text"`
	Story     string   `json:"story_id,omitempty"`
	Events    []string `json:"event_ids"`
	CreatedAt string   `json:"created_at"` // RFC 3339 UTC
}

func payloadOf(m *store.MessageRow) payload {
	p := payload{
		Type: "storywatch." + m.Kind, MessageID: m.MessageID, Subject: m.Subject, Text: m.Text, Story: m.StoryID, Events: []string{},
		CreatedAt: m.CreatedAt.UTC().Format("2006-01-02T15:04:05Z"),
	}
	for _, id := range m.EventIDs {
		p.Events = append(p.Events, eventID(id))
	}
	return p
}

// maxSlack is how many code points Slack is given; it cuts at 40,000.
const maxSlack = 39_000

// slackText escapes what Slack reads as markup: a page must not be able to call a whole channel with <!channel>.
var slackText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// body is the payload in the shape that a webhook's receiver wants.
func body(shape string, m *store.MessageRow) (content []byte, contentType string, err error) {
	switch shape {
	case "slack":
		text := slackText.Replace(clean(m.Subject) + "\n" + m.Text)
		if r := []rune(text); len(r) > maxSlack {
			text = string(r[:maxSlack]) + "…"
		}
		content, err = json.Marshal(map[string]string{"text": text})
		return content, "application/json", err
	case "ntfy":
		return []byte(m.Text), "text/plain; charset=utf-8", nil
	}
	content, err = json.Marshal(payloadOf(m))
	return content, "application/json", err
}
