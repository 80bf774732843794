package store_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"storywatch/store"
)

const desk = "desk@paper.example"

func pending(t testing.TB, s *store.Store, to string, levels ...string) []int64 {
	t.Helper()
	rows, err := s.PendingEvents(t.Context(), "email", to, levels...)
	if err != nil {
		t.Fatal(err)
	}
	ids := []int64{}
	for _, r := range rows {
		ids = append(ids, r.EventID)
	}
	return ids
}

func mail(id string, events ...int64) store.Message {
	return store.Message{
		Channel: "email", Recipient: desk, Kind: "now", MessageID: id, Subject: "Gazette reports", Text: "words", HTML: "<p>words</p>",
		Headers: map[string]string{"X-Storywatch-Event": "e2"}, StoryID: "s1", EventIDs: events,
	}
}

func create(t testing.TB, s *store.Store, m store.Message) int64 {
	t.Helper()
	id, err := s.CreateMessage(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestPendingEvents(t *testing.T) {
	s := world(t)
	if got := pending(t, s, desk); !slices.Equal(got, []int64{2, 3}) {
		t.Errorf("all levels: %v; quiet and unalerted events are none", got)
	}
	if got := pending(t, s, desk, "now"); !slices.Equal(got, []int64{2}) {
		t.Errorf("now: %v", got)
	}
	create(t, s, mail("<1@x>", 2))
	if got := pending(t, s, desk); !slices.Equal(got, []int64{3}) {
		t.Errorf("after the message: %v", got)
	}
	if got := pending(t, s, "other@paper.example"); !slices.Equal(got, []int64{2, 3}) {
		t.Errorf("another recipient: %v", got)
	}
	if rows, err := s.PendingEvents(t.Context(), "webhook", desk); len(rows) != 2 || err != nil {
		t.Errorf("another channel: %d, %v", len(rows), err)
	}
}

func TestNewRecipientIsNotToldThePast(t *testing.T) {
	s := world(t)
	if err := s.SyncRecipient(t.Context(), "email", "late@paper.example"); err != nil {
		t.Fatal(err)
	}
	if got := pending(t, s, "late@paper.example"); len(got) != 0 {
		t.Errorf("a new recipient waits for %v", got)
	}
	exec(t, s, `INSERT INTO event (development_id, story_id, change, type, revision_id, item_id, alert, seen_at, recorded_at, change_seq) VALUES (1, 1, 'reversal', 'lawsuit', 2, 1, 'now', 1, 1, 7)`)
	if err := s.SyncRecipient(t.Context(), "email", "late@paper.example"); err != nil {
		t.Fatal(err)
	}
	if got := pending(t, s, "late@paper.example"); !slices.Equal(got, []int64{5}) {
		t.Errorf("after the next event: %v", got)
	}
}

func TestMessageIsMadeOnce(t *testing.T) {
	s := world(t)
	other := open(t, s.Path())
	var wg sync.WaitGroup
	var mu sync.Mutex
	made, lost := 0, 0
	for i, h := range []*store.Store{s, other, s, other} {
		wg.Go(func() {
			_, err := h.CreateMessage(context.Background(), mail(fmt.Sprintf("<%d@x>", i), 3, 2))
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				made++
			case errors.Is(err, store.ErrMessageMade):
				lost++
			default:
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if made != 1 || lost != 3 {
		t.Errorf("%d made, %d lost", made, lost)
	}
	if n := query1(t, s, "SELECT count(*) FROM message"); n != 1 {
		t.Errorf("%d messages stand", n)
	}
	m := mail("<new@x>")
	create(t, s, m)
	if _, err := s.CreateMessage(t.Context(), m); !errors.Is(err, store.ErrMessageMade) {
		t.Errorf("the same Message-ID again: %v", err)
	}
	if _, err := s.CreateMessage(t.Context(), mail("<9@x>", 999)); err == nil {
		t.Error("a message of an event that is not there was made")
	}
}

func TestMessageLife(t *testing.T) {
	s := world(t)
	ctx := t.Context()
	want := mail("<1@x>", 2, 3)
	want.InReplyTo, want.NotBefore = "<0@x>", day0.Add(time.Hour)
	want.ID = create(t, s, want)
	claim := func(at time.Time) (*store.MessageRow, string) {
		m, token, err := s.ClaimMessage(ctx, at, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		return m, token
	}
	if m, _ := claim(day0); m != nil {
		t.Fatalf("a message that must wait was claimed: %+v", m)
	}
	at := day0.Add(time.Hour)
	m, dead := claim(at)
	if m == nil || !reflect.DeepEqual(m.Message, want) || m.State != store.MessageSending || m.Attempts != 1 || !m.CreatedAt.Equal(day0) {
		t.Fatalf("got  %+v\nwant %+v", m, want)
	}
	if m, _ := claim(at); m != nil {
		t.Fatal("a claimed message was claimed again")
	}
	at = at.Add(2 * time.Minute)
	m, token := claim(at)
	if m == nil || m.Attempts != 2 {
		t.Fatalf("the message of a dead sender: %+v", m)
	}
	if err := s.MarkSent(ctx, m.ID, dead, at); !errors.Is(err, store.ErrLostLease) {
		t.Errorf("the dead sender could note it as sent: %v", err)
	}
	if err := s.MarkFailed(ctx, m.ID, token, "451 try later", at.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if m, _ := claim(at.Add(time.Minute)); m != nil {
		t.Fatalf("a failed message was claimed before its time: %+v", m)
	}
	at = at.Add(time.Hour)
	m, token = claim(at)
	if m == nil || m.Error != "451 try later" || m.Text != want.Text {
		t.Fatalf("third attempt: %+v", m)
	}
	if err := s.MarkSent(ctx, m.ID, token, at); err != nil {
		t.Fatal(err)
	}
	if m, _ := claim(at.Add(time.Hour)); m != nil {
		t.Fatal("a sent message was claimed again")
	}
	rows, err := s.Messages(ctx, 1)
	if err != nil || len(rows) != 1 || rows[0].State != store.MessageSent || !rows[0].SentAt.Equal(at) || rows[0].Error != "" {
		t.Errorf("%+v, %v", rows, err)
	}
	d, err := s.Event(ctx, "e2")
	if err != nil || !d.AlertedAt.Equal(at) || len(d.Messages) != 1 {
		t.Errorf("the event was alerted at %v, messages %+v, %v", d.AlertedAt, d.Messages, err)
	}
}

func TestRefusedMessage(t *testing.T) {
	s := world(t)
	id := create(t, s, mail("<1@x>", 2))
	_, token, err := s.ClaimMessage(t.Context(), day0, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.MarkRefused(t.Context(), id, token, "550 no such user"); err != nil {
		t.Fatal(err)
	}
	if m, _, _ := s.ClaimMessage(t.Context(), day0.Add(time.Hour), time.Minute); m != nil {
		t.Errorf("it was claimed again: %+v", m)
	}
	if got := pending(t, s, desk, "now"); len(got) != 0 {
		t.Errorf("its events are pending again: %v", got)
	}
}

func TestClaimLeavesChannelsThatAreDown(t *testing.T) {
	s := world(t)
	create(t, s, mail("<1@x>", 2))
	hook := mail("<2@x>", 2)
	hook.Channel, hook.Recipient = "webhook", "hooks.paper.example"
	want := create(t, s, hook)
	m, _, err := s.ClaimMessage(t.Context(), day0, time.Minute, "email", "exec")
	if err != nil || m == nil || m.ID != want {
		t.Fatalf("claimed %+v, %v; want message %d", m, err, want)
	}
	if m, _, err := s.ClaimMessage(t.Context(), day0, time.Minute, "email"); m != nil || err != nil {
		t.Fatalf("a mail was claimed: %+v, %v", m, err)
	}
	if m, _, err := s.ClaimMessage(t.Context(), day0, time.Minute); m == nil || m.Attempts != 1 || err != nil {
		t.Errorf("the mail that was left alone: %+v, %v", m, err)
	}
}

func TestStoryThread(t *testing.T) {
	s := world(t)
	ctx := t.Context()
	if last, n, err := s.LastSent(ctx, "email", desk, "s1", day0); !last.IsZero() || n != 0 || err != nil {
		t.Errorf("before: %v %d %v", last, n, err)
	}
	if id, err := s.FirstMessageOfStory(ctx, "email", desk, "s1"); id != "" || err != nil {
		t.Errorf("before: %q %v", id, err)
	}
	create(t, s, mail("<1@x>", 2))
	held := mail("<2@x>", 3)
	held.NotBefore = day0.Add(2 * time.Hour)
	create(t, s, held)
	digest := mail("<3@x>", 4)
	digest.Kind, digest.StoryID, digest.NotBefore = "digest", "", day0.Add(9*time.Hour)
	create(t, s, digest)
	for _, tt := range []struct {
		story string
		since time.Time
		last  time.Duration
		count int
	}{{"s1", day0, 2 * time.Hour, 2}, {"s1", day0.Add(time.Hour), 2 * time.Hour, 1}, {"", day0, 2 * time.Hour, 2}, {"s2", day0, -1, 0}} {
		last, n, err := s.LastSent(ctx, "email", desk, tt.story, tt.since)
		if n != tt.count || err != nil || (tt.last >= 0) != last.Equal(day0.Add(tt.last)) {
			t.Errorf("%q since %v: %v %d %v", tt.story, tt.since, last, n, err)
		}
	}
	if id, err := s.FirstMessageOfStory(ctx, "email", desk, "s1"); id != "<1@x>" || err != nil {
		t.Errorf("the thread begins with %q, %v", id, err)
	}
}
