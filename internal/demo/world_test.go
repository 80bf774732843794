package demo_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"golang.org/x/net/html/charset"

	"storywatch/internal/clock"
	"storywatch/internal/demo"
)

// playing is a started world and a client that reaches it the way the program does.
type playing struct {
	*demo.World
	t      *testing.T
	client *http.Client
}

func play(t *testing.T) playing {
	t.Helper()
	w, err := demo.New()
	if err != nil {
		t.Fatal(err)
	}
	_, stop, err := w.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	dial := func(ctx context.Context, network, address string) (net.Conn, error) {
		return w.Dial(ctx, network, address, nil)
	}
	client := &http.Client{Transport: &http.Transport{DialContext: dial, DisableCompression: true, DisableKeepAlives: true}}
	return playing{World: w, t: t, client: client}
}

// at parses a time or dies.
func at(t *testing.T, s string) time.Time {
	t.Helper()
	v, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func (p playing) get(url string, header ...string) (*http.Response, []byte) {
	p.t.Helper()
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	req.Header.Set("User-Agent", "worldtest (+mailto:desk@newsroom.example)")
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := p.client.Do(req)
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return res, body
}

// text is a page's bytes as UTF-8.
func (p playing) text(url string) string {
	p.t.Helper()
	res, body := p.get(url)
	if res.StatusCode != http.StatusOK {
		p.t.Fatalf("GET %s: %s", url, res.Status)
	}
	r, err := charset.NewReader(strings.NewReader(string(body)), res.Header.Get("Content-Type"))
	if err != nil {
		p.t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(out)
}

func TestTheWorldIsWhole(t *testing.T) {
	w, err := demo.New()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(w.Hosts()); n < 12 {
		t.Errorf("%d hosts, want a dozen", n)
	}
	last := w.Days()[len(w.Days())-1]
	for _, a := range w.Articles() {
		if _, body := a.At(last); a.CopyOf == "" && a.Site != "www.coastaldefense.example" {
			if n := len(strings.Fields(body)); n < 50 || n > 450 {
				t.Errorf("%s has %d words", a.File, n)
			}
		}
		if a.Appears.Before(w.Days()[0].Add(-48*time.Hour)) || a.Appears.After(last) {
			t.Errorf("%s appears at %s, outside the days of the demo", a.File, a.Appears)
		}
		if date := a.Published.In(w.Days()[0].Location()).Format("0102"); !strings.HasPrefix(a.File, date) {
			t.Errorf("%s is published on %s: its name should begin so", a.File, date)
		}
	}
}

func TestSetTimeHidesTheFuture(t *testing.T) {
	p := play(t)
	url := p.URL("0307-wire-ban")
	p.SetTime(at(t, "2031-03-07T17:45:00-05:00"))
	if res, _ := p.get(url); res.StatusCode != http.StatusNotFound {
		t.Errorf("page of the evening in the afternoon: %s, want 404", res.Status)
	}
	if feed := p.text("http://meridianwire.example/rss/top.xml"); strings.Contains(feed, url) {
		t.Error("feed of the afternoon lists the article of the evening")
	}
	p.SetTime(at(t, "2031-03-07T19:05:00-05:00"))
	if page := p.text(url); !strings.Contains(page, "ordered every federal agency to stop using") {
		t.Error("page does not show the article at its minute of publication")
	}
}

func TestSilentEditShowsNoDate(t *testing.T) {
	p := play(t)
	url := p.URL("0306-post-memo")
	const before, after = "they can buy one on any street corner", "there are people who will sell them one"
	p.SetTime(at(t, "2031-03-07T20:00:00-05:00"))
	if page := p.text(url); !strings.Contains(page, before) || strings.Contains(page, after) {
		t.Error("before the edit: want the first words only")
	}
	first, feed := p.get("http://harborpost.example/feed/")
	p.SetTime(at(t, "2031-03-08T12:00:00-05:00"))
	page := p.text(url)
	if strings.Contains(page, before) || !strings.Contains(page, after) {
		t.Error("after the edit: want the second words only")
	}
	if strings.Contains(page, "modified_time") {
		t.Error("a silent edit must not show a date")
	}
	second, feedAfter := p.get("http://harborpost.example/feed/", "If-None-Match", first.Header.Get("ETag"))
	if second.StatusCode != http.StatusOK || string(feed) == string(feedAfter) {
		t.Error("the feed with whole articles should show the edit")
	}
}

func TestNoticedCorrectionSaysSo(t *testing.T) {
	p := play(t)
	p.SetTime(at(t, "2031-03-12T20:00:00-04:00"))
	page := p.text(p.URL("0310-yard-award"))
	for _, want := range []string{"Correction, March 12", "was announced in error", `"dateModified":"2031-03-12T18:30:00-04:00"`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q on the corrected page", want)
		}
	}
}

func TestEditChangesTheArticle(t *testing.T) {
	p := play(t)
	p.SetTime(at(t, "2031-03-10T20:00:00-04:00"))
	url := p.URL("0310-ledger-formal")
	path := strings.TrimPrefix(url, "http://carrowledger.example")
	first, _ := p.get(url)
	if err := p.Edit("carrowledger.example", path, "formally designated Kestrane", "declined to designate Kestrane"); err != nil {
		t.Fatal(err)
	}
	if page := p.text(url); !strings.Contains(page, "declined to designate Kestrane") {
		t.Error("the page does not show the edit")
	}
	if again, _ := p.get(url, "If-Modified-Since", first.Header.Get("Last-Modified")); again.StatusCode != http.StatusOK {
		t.Errorf("asked whether it changed: %s, want 200", again.Status)
	}
	for name, bad := range map[string][2]string{"no such page": {"/nowhere", "a"}, "no such words": {path, "words that nobody wrote"}} {
		if err := p.Edit("carrowledger.example", bad[0], bad[1], "b"); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if err := p.Edit("harborpost.example", strings.TrimPrefix(p.URL("0306-post-memo"), "http://harborpost.example"), "on any street corner", "anywhere"); err == nil {
		t.Error("an edit that breaks a later revision: no error")
	}
}

func TestFaultySites(t *testing.T) {
	p := play(t)
	p.SetTime(at(t, "2031-03-06T20:00:00-05:00"))
	if feed := p.text("http://orrinsentinel.example/rss/politics.xml"); !strings.Contains(feed, "Voss weighs") {
		t.Error("the blocked site's feed should list its article")
	}
	for _, c := range []struct {
		url  string
		want int
	}{
		{p.URL("0306-sentinel-label"), http.StatusForbidden},
		{"http://dailyquay.example/feed.xml", http.StatusInternalServerError},
		{"http://dailyquay.example/robots.txt", http.StatusNotFound},
		{"http://harborpost.example/nothing", http.StatusNotFound},
		{"http://saltmarshcourier.example/robots.txt", http.StatusOK},
	} {
		if res, _ := p.get(c.url); res.StatusCode != c.want {
			t.Errorf("%s: %s, want %d", c.url, res.Status, c.want)
		}
	}
}

func TestHosts(t *testing.T) {
	p := play(t)
	for _, bad := range []string{"elsewhere.example:80", "example.org:80", "127.0.0.1:80"} {
		if _, err := p.Dial(context.Background(), "tcp", bad, nil); err == nil {
			t.Errorf("Dial(%s): connected, want no such host", bad)
		}
	}
	c, err := p.Dial(context.Background(), "tcp", "HarborPost.example:8080", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if !c.RemoteAddr().(*net.TCPAddr).IP.IsLoopback() {
		t.Errorf("connected to %s, want loopback", c.RemoteAddr())
	}
	if w, _ := demo.New(); w != nil {
		if _, err := w.Dial(context.Background(), "tcp", "harborpost.example:80", nil); err == nil {
			t.Error("a world that was not started: connected")
		}
	}
}

func TestServeEndsWithItsContext(t *testing.T) {
	w, err := demo.New()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- w.Serve(ctx) }()
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("Serve: %v, want nil at the end of its context", err)
	}
}

func TestStats(t *testing.T) {
	p := play(t)
	hand := clock.NewManual(p.Days()[0])
	p.SetClock(hand.Now)
	p.SetTime(p.Days()[3])
	step := func(d time.Duration, url string) {
		hand.Set(hand.Now().Add(d))
		p.get(url)
	}
	step(0, "http://saltmarshcourier.example/rss.xml")
	step(5*time.Second, "http://saltmarshcourier.example/robots.txt")
	step(3*time.Second, p.URL("0306-saltmarsh-premium"))
	step(9*time.Second, "http://saltmarshcourier.example/rss.xml")
	got := p.Stats().Hosts["saltmarshcourier.example"]
	if got.Requests != 4 || got.Robots != 1 || got.Early != 1 || got.ClosestGap != 3*time.Second || len(got.Violations) != 1 {
		t.Errorf("stats = %+v, want 4 requests, 1 of robots, 1 early, a gap of 3s, 1 violation", got)
	}
	if p.Stats().NoUserAgent != 0 {
		t.Error("counted a request without User-Agent")
	}
	p.ResetStats()
	if n := len(p.Stats().Hosts); n != 0 {
		t.Errorf("%d hosts after a reset", n)
	}
}

func TestPagesAreRealPages(t *testing.T) {
	p := play(t)
	p.SetTime(p.Days()[len(p.Days())-1])
	gone := at(t, "2031-03-06T00:00:00-05:00")
	for _, a := range p.Articles() {
		if site := p.Site(a.Site); site.Pages == "refused" || (!site.FailsFrom.IsZero() && site.FailsFrom.Equal(gone)) {
			continue
		}
		page := p.text(a.URL())
		title, body := a.At(p.Days()[len(p.Days())-1])
		for _, want := range []string{"<h1", "</footer>", "<nav"} {
			if !strings.Contains(page, want) && !strings.Contains(page, `class="govfooter"`) && !strings.Contains(page, `id="foot"`) {
				t.Errorf("%s: no %s", a.File, want)
			}
		}
		if !utf8.ValidString(page) || strings.ContainsRune(page, utf8.RuneError) {
			t.Errorf("%s: bytes that are not in the page's charset", a.File)
		}
		last := body[strings.LastIndex(body, "\n\n")+2:]
		if word := strings.Fields(last)[0]; !strings.Contains(page, word) {
			t.Errorf("%s: the last paragraph (%s …) is missing", a.File, word)
		}
		if !strings.Contains(page, strings.Split(title, "'")[0]) {
			t.Errorf("%s: the title is missing", a.File)
		}
	}
}

func TestConfigNamesEverySiteAndNothingElse(t *testing.T) {
	w, err := demo.New()
	if err != nil {
		t.Fatal(err)
	}
	var c struct {
		Timezone string `yaml:"timezone"`
		Sources  []struct {
			Name, URL, Docket, Kind, Parse string
		} `yaml:"sources"`
	}
	if err := yaml.Unmarshal([]byte(w.Config()), &c); err != nil {
		t.Fatal(err)
	}
	polled := map[string]bool{}
	for _, s := range c.Sources {
		polled[s.URL] = true
	}
	n := 0
	for _, host := range w.Hosts() {
		for _, f := range w.Site(host).Feeds {
			n++
			if !polled["http://"+host+f.Path] {
				t.Errorf("no source polls http://%s%s", host, f.Path)
			}
		}
	}
	if n != len(c.Sources) {
		t.Errorf("%d sources for %d feeds", len(c.Sources), n)
	}
	if hosts := regexp.MustCompile(`url: "?http://([^/"\s]+)`).FindAllStringSubmatch(w.Config(), -1); len(hosts) != n {
		t.Errorf("%d addresses in the config, want %d", len(hosts), n)
	}
}

// TestNothingReal looks for names of companies, offices and people that exist. All of the world is invented.
func TestNothingReal(t *testing.T) {
	w, err := demo.New()
	if err != nil {
		t.Fatal(err)
	}
	real := regexp.MustCompile(`(?i)\b(openai|anthropic|google|alphabet|microsoft|amazon|apple|meta|xai|palantir|anduril|lockheed|raytheon|` +
		`boeing|pentagon|white house|trump|biden|obama|musk|altman|amodei|hegseth|reuters|associated press|new york times|washington|` +
		`twitter|truth social|facebook|chatgpt|claude|gemini|grok|california|virginia|maryland|texas)\b`)
	for _, a := range w.Articles() {
		title, body := a.At(w.Days()[len(w.Days())-1])
		if m := real.FindString(title + "\n" + body + "\n" + a.Byline); m != "" {
			t.Errorf("%s names %q", a.File, m)
		}
	}
	for _, host := range w.Hosts() {
		if m := real.FindString(fmt.Sprint(*w.Site(host))); m != "" {
			t.Errorf("%s names %q", host, m)
		}
	}
}
