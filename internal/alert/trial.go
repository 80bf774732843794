package alert

import (
	"context"
	"fmt"
	"strconv"

	"storywatch/store"
)

// Test sends a message without events through every channel, so that a user sees whether alerts would arrive. It is not kept.
func (s *Sender) Test(ctx context.Context) (Result, error) {
	var result Result
	now := s.clock.Now()
	v := view{
		Subject: "storywatch: a test message", Heading: "This is a test message: alerts would reach you here",
		Why: []string{"You get this because somebody ran storywatch send --test."},
	}
	text, html, err := render(v)
	if err != nil {
		return result, err
	}
	for _, ch := range s.channels {
		for _, to := range ch.recipients() {
			id := fmt.Sprintf("<storywatch.test.%s@%s>", strconv.FormatInt(now.UnixNano(), 36), s.domain())
			m := &store.MessageRow{Message: store.Message{Channel: to.channel, Recipient: to.name, Kind: "test", MessageID: id, Subject: v.Subject, Text: text, HTML: html}, CreatedAt: now}
			if err := ch.send(ctx, m); err != nil {
				result.Problems = append(result.Problems, fmt.Sprintf("%s to %s: %s", to.channel, to.name, err))
				continue
			}
			result.Sent++
		}
	}
	return result, nil
}

// Channels reports how many ways out there are.
func (s *Sender) Channels() int { return len(s.channels) }
