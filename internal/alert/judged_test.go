package alert_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"storywatch/store"
)

// What was told and judged wrong is corrected once, for those who got it, in the user's name; what waits is not told.
func TestAJudgementCorrectsWhatWasSent(t *testing.T) {
	for _, c := range []struct{ verdict, change, says string }{
		{store.VerdictNotNews, "withdrawn", "this was no news"},
		{store.VerdictWrong, "withdrawn", "is wrong. Please disregard"},
		{store.VerdictDuplicate, "withdrawn", "told twice"},
		{store.VerdictWrongDate, "correction", "the right one is not known"},
		{store.VerdictWrongSpeaker, "correction", "wrong speaker"},
	} {
		t.Run(c.verdict, func(t *testing.T) {
			d := newDesk(t)
			s := d.sender(d.byMail("ann@paper.example"))
			d.reports("Norvane sued the Port Agency on Monday.", nil)
			d.deliver(s, 1, 0)
			both := d.sender(d.byMail("ann@paper.example", "late@paper.example"))
			d.pass(time.Hour)
			done, err := d.store.Judge(t.Context(), "e1", c.verdict, "")
			if err != nil || done.Told != 1 || done.EventID != "e2" {
				t.Fatalf("%+v, %v", done, err)
			}
			d.deliver(both, 1, 0)
			if got := d.states(); !slices.Equal(got, []string{"ann sent", "ann sent"}) {
				t.Errorf("messages: %v; who got nothing is corrected nothing", got)
			}
			mails := d.mail.Mails()
			m := mails[len(mails)-1]
			if !strings.HasPrefix(m.Subject, "By hand: "+c.change+": lawsuit (filed): ") {
				t.Errorf("subject %q", m.Subject)
			}
			if flat := strings.Join(strings.Fields(m.Text), " "); !strings.Contains(flat, "Corrected by hand, not by the source") || !strings.Contains(flat, c.says) {
				t.Errorf("the mail does not say %q:\n%s", c.says, m.Text)
			}
			if _, err := d.store.Unjudge(t.Context(), "e1"); err != nil {
				t.Fatal(err)
			}
			d.deliver(both, 1, 0)
			mails = d.mail.Mails()
			if m := mails[len(mails)-1]; !strings.Contains(strings.Join(strings.Fields(m.Text), " "), "the correction was a mistake") {
				t.Errorf("taking it back says:\n%s", m.Text)
			}
			d.deliver(both, 0, 0)
		})
	}
}

func TestAJudgementBeforeTelling(t *testing.T) {
	d := newDesk(t)
	s := d.sender(d.byMail("ann@paper.example"))
	judge := func(id, verdict string) store.Judged {
		t.Helper()
		done, err := d.store.Judge(t.Context(), id, verdict, "")
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	d.reports("Norvane sued the Port Agency on Monday.", docket("1"))
	if done := judge("e1", store.VerdictNotNews); !done.Waited || done.EventID != "" {
		t.Errorf("%+v", done)
	}
	d.deliver(s, 0, 0)
	judge("e1", store.VerdictRight) // replaces it
	d.deliver(s, 1, 0)
	d.pass(24 * time.Hour)
	d.reports("Norvane sued the Port Agency again.", func(c *store.Claim) { c.Docket, c.Date, c.Precision = "2", "2031-03-04", "day" })
	if done := judge("d2", store.VerdictWrongDate); done.Target != "e2" || done.EventID != "e3" || done.Told != 0 {
		t.Errorf("%+v", done)
	}
	d.deliver(s, 1, 0)
	mails := d.mail.Mails()
	if m := mails[len(mails)-1]; strings.Contains(m.Text, "2031-03-04;") || !strings.Contains(m.Text, "date not stated") {
		t.Errorf("the wrong date was told:\n%s", m.Text)
	}
}

// A correction that waits is not sent when the judgement is taken back first.
func TestAJudgementTakenBackInTime(t *testing.T) {
	d := newDesk(t)
	s := d.sender(d.byMail("ann@paper.example"))
	d.reports("Norvane sued the Port Agency on Monday.", nil)
	d.deliver(s, 1, 0)
	if _, err := d.store.Judge(t.Context(), "e1", store.VerdictWrong, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := d.store.Unjudge(t.Context(), "e1"); err != nil {
		t.Fatal(err)
	}
	d.deliver(s, 0, 0)
	if judged, right, err := d.store.Precision(t.Context(), time.Time{}); judged != 0 || right != 0 || err != nil {
		t.Errorf("%d of %d, %v", right, judged, err)
	}
}

func TestMutes(t *testing.T) {
	for _, m := range []store.Mute{{Kind: "story", Name: "s1"}, {Kind: "source", Name: "Saltmarsh Gull"}, {Kind: "type", Name: "lawsuit"}} {
		t.Run(m.Kind, func(t *testing.T) {
			d := newDesk(t)
			s := d.sender(d.byMail("ann@paper.example"))
			d.reports("Norvane sued the Port Agency on Monday.", docket("1"))
			m.Until = d.clock.Now().Add(2 * time.Hour)
			if err := d.store.SetMute(t.Context(), m); err != nil {
				t.Fatal(err)
			}
			d.deliver(s, 0, 0)
			d.pass(3 * time.Hour)
			d.deliver(s, 0, 0) // what was kept back stays untold
			d.reports("Norvane sued the Port Agency again.", docket("2"))
			d.deliver(s, 1, 0)
		})
	}
}
