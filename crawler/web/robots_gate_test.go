package web_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"storywatch/crawler/web"
)

// keeper is a RobotsStore in a map.
type keeper struct {
	mu               sync.Mutex
	files            map[string]web.RobotsFile
	loadErr, saveErr error
}

func (k *keeper) LoadRobots(_ context.Context, host string) (web.RobotsFile, bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	f, ok := k.files[host]
	return f, ok, k.loadErr
}

func (k *keeper) SaveRobots(_ context.Context, host string, f web.RobotsFile) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.files == nil {
		k.files = map[string]web.RobotsFile{}
	}
	k.files[host] = f
	return k.saveErr
}

// answers counts its calls and answers with a status and a text.
type answers struct {
	status atomic.Int64
	text   string
	calls  atomic.Int64
}

func (a *answers) handle(w http.ResponseWriter, _ *http.Request) {
	a.calls.Add(1)
	w.WriteHeader(int(a.status.Load()))
	fmt.Fprint(w, a.text)
}

func TestRobotsByStatus(t *testing.T) {
	for status, want := range map[int]web.State{
		200: web.ByRobots, // the file below forbids /a
		204: web.OK,
		401: web.OK,
		403: web.OK,
		404: web.OK,
		410: web.OK,
		429: web.ByRobots,
		500: web.ByRobots,
		503: web.ByRobots,
	} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			file := &answers{text: lines("User-agent: *", "Disallow: /a")}
			file.status.Store(int64(status))
			s := serve(t, map[string]http.HandlerFunc{"/robots.txt": file.handle, "/a": says("text")})
			_, err := newClient(t).Get(t.Context(), web.Request{URL: s.URL + "/a"})
			if got := web.StateOf(err); got != want {
				t.Errorf("state %q, want %q: %v", got, want, err)
			}
			if want == web.ByRobots && !strings.Contains(err.Error(), "robots.txt") {
				t.Errorf("%v does not name robots.txt", err)
			}
		})
	}
}

func TestRobotsOnEveryHop(t *testing.T) {
	shut := says(lines("User-agent: storywatch", "Disallow: /shut"))
	reached := ""
	page := func(w http.ResponseWriter, r *http.Request) { reached = r.Host + r.URL.Path }
	w := world{
		"marsh.example": serve(t, map[string]http.HandlerFunc{
			"/robots.txt": shut, "/open": page, "/shut": page,
			"/in": sends(302, "/shut"), "/out": sends(301, "http://reed.example/shut"), "/fine": sends(302, "http://reed.example/open"),
		}),
		"reed.example": serve(t, map[string]http.HandlerFunc{"/robots.txt": shut, "/open": page, "/shut": page}),
	}
	c := newClient(t, in(w))
	for name, tc := range map[string]struct {
		path    string
		robots  web.RobotsPolicy
		want    web.State
		failing string
	}{
		"asked for":                           {"/shut", web.Obey, web.ByRobots, "http://marsh.example/shut"},
		"redirected to, same host":            {"/in", web.Obey, web.ByRobots, "http://marsh.example/shut"},
		"redirected to, other host":           {"/out", web.Obey, web.ByRobots, "http://reed.example/shut"},
		"redirected to, and allowed":          {"/fine", web.Obey, web.OK, ""},
		"permitted by the owner":              {"/shut", web.Permitted, web.OK, ""},
		"permitted, and redirected on host":   {"/in", web.Permitted, web.OK, ""},
		"permission ends with the owner's":    {"/out", web.Permitted, web.ByRobots, "http://reed.example/shut"},
		"permission ends, and it is all fine": {"/fine", web.Permitted, web.OK, ""},
	} {
		t.Run(name, func(t *testing.T) {
			reached = ""
			_, err := c.Get(t.Context(), web.Request{URL: "http://marsh.example" + tc.path, Robots: tc.robots})
			if tc.want == web.OK {
				if err != nil || reached == "" {
					t.Fatalf("reached %q: %v", reached, err)
				}
				return
			}
			if e := wantState(t, err, tc.want); e.URL != tc.failing || reached != "" {
				t.Errorf("failed at %s, want %s; reached %q", e.URL, tc.failing, reached)
			}
		})
	}
}

func TestRobotsIsAskedOnceADay(t *testing.T) {
	now := time.Date(2031, 5, 4, 9, 0, 0, 0, time.UTC)
	clock := func(o *web.Options) { o.Now = func() time.Time { return now } }
	get := func(c *web.Client, url string) web.State {
		_, err := c.Get(t.Context(), web.Request{URL: url})
		return web.StateOf(err)
	}
	t.Run("a file counts for 24 hours", func(t *testing.T) {
		file := &answers{}
		file.status.Store(404)
		s := serve(t, map[string]http.HandlerFunc{"/robots.txt": file.handle, "/a": says("text")})
		c := newClient(t, clock)
		for i, step := range []struct {
			later time.Duration
			calls int64
		}{{0, 1}, {time.Hour, 1}, {22*time.Hour + 59*time.Minute, 1}, {time.Minute, 2}, {-48 * time.Hour, 3}} {
			now = now.Add(step.later)
			if state := get(c, s.URL+"/a"); state != web.OK || file.calls.Load() != step.calls {
				t.Errorf("step %d: %s, asked %d times, want %d", i, state, file.calls.Load(), step.calls)
			}
		}
	})
	t.Run("a failure counts for minutes, and is over when the server is well", func(t *testing.T) {
		file := &answers{}
		file.status.Store(503)
		s := serve(t, map[string]http.HandlerFunc{"/robots.txt": file.handle, "/a": says("text")})
		c := newClient(t, clock)
		for range 2 {
			if state := get(c, s.URL+"/a"); state != web.ByRobots || file.calls.Load() != 1 {
				t.Errorf("%s, asked %d times, want 1", state, file.calls.Load())
			}
		}
		file.status.Store(404)
		now = now.Add(web.MaxRobotsFailureAge)
		if state := get(c, s.URL+"/a"); state != web.OK {
			t.Errorf("still %s", state)
		}
	})
	t.Run("a failure counts for as long as it asks to wait", func(t *testing.T) {
		calls := 0
		s := serve(t, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
			calls++
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(503)
		}})
		c := newClient(t, clock)
		get(c, s.URL+"/a")
		now = now.Add(59 * time.Minute)
		_, err := c.Get(t.Context(), web.Request{URL: s.URL + "/a"})
		if e := wantState(t, err, web.ByRobots); calls != 1 || e.RetryAfter != time.Hour {
			t.Errorf("asked %d times, told to wait %v", calls, e.RetryAfter)
		}
		now = now.Add(time.Minute)
		if get(c, s.URL+"/a"); calls != 2 {
			t.Errorf("asked %d times, want 2", calls)
		}
	})
	t.Run("the store keeps it between clients", func(t *testing.T) {
		file := &answers{text: lines("User-agent: *", "Disallow: /a")}
		file.status.Store(200)
		s := serve(t, map[string]http.HandlerFunc{"/robots.txt": file.handle, "/a": says("text")})
		k := &keeper{}
		kept := func(o *web.Options) { o.Robots = k }
		for range 2 {
			if state := get(newClient(t, clock, kept), s.URL+"/a"); state != web.ByRobots {
				t.Errorf("state %s", state)
			}
		}
		want := web.RobotsFile{Status: 200, Body: []byte(file.text), FetchedAt: now}
		if got := k.files[strings.TrimPrefix(s.URL, "http://")]; file.calls.Load() != 1 || !reflect.DeepEqual(got, want) {
			t.Errorf("asked %d times, kept %+v", file.calls.Load(), got)
		}
	})
	t.Run("http and https are two servers", func(t *testing.T) {
		k := &keeper{}
		w := world{"marsh.example": serve(t, map[string]http.HandlerFunc{"/a": says("text")})}
		if state := get(newClient(t, in(w), func(o *web.Options) { o.Robots = k }), "http://Marsh.example:80/a"); state != web.OK {
			t.Fatal(state)
		}
		if _, ok := k.files["marsh.example:80"]; !ok {
			t.Errorf("kept %v", k.files)
		}
	})
	t.Run("a store that fails is no permission", func(t *testing.T) {
		s := serve(t, map[string]http.HandlerFunc{"/a": says("text")})
		full := errors.New("disk full")
		for _, k := range []*keeper{{loadErr: full}, {saveErr: full}} {
			_, err := newClient(t, func(o *web.Options) { o.Robots = k }).Get(t.Context(), web.Request{URL: s.URL + "/a"})
			if wantState(t, err, web.ByRobots); !errors.Is(err, full) {
				t.Errorf("%v hides the cause", err)
			}
		}
	})
}

func TestRobotsIsAskedOnceByMany(t *testing.T) {
	file := &answers{}
	file.status.Store(404)
	s := serve(t, map[string]http.HandlerFunc{"/robots.txt": file.handle, "/a": says("text")})
	c := newClient(t)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := c.Get(t.Context(), web.Request{URL: s.URL + "/a"}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if file.calls.Load() != 1 {
		t.Errorf("asked %d times", file.calls.Load())
	}
}

func TestRobotsUnreachable(t *testing.T) {
	cut := func(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) }
	reached := false
	s := serve(t, map[string]http.HandlerFunc{"/robots.txt": cut, "/a": func(http.ResponseWriter, *http.Request) { reached = true }})
	k := &keeper{}
	_, err := newClient(t, func(o *web.Options) { o.Robots = k }).Get(t.Context(), web.Request{URL: s.URL + "/a"})
	if e := wantState(t, err, web.Unreachable); reached || e.URL != s.URL+"/robots.txt" {
		t.Errorf("failed at %s, page reached: %v", e.URL, reached)
	}
	if len(k.files) != 0 {
		t.Errorf("a failure to connect is kept: %v", k.files)
	}
}

func TestRobotsRedirects(t *testing.T) {
	shut := says(lines("User-agent: *", "Disallow: /a"))
	chain := map[string]http.HandlerFunc{"/a": says("text"), "/5": shut}
	for i := range 5 {
		chain[fmt.Sprintf("/%d", i)] = sends(302, fmt.Sprintf("/%d", i+1))
	}
	for name, c := range map[string]struct {
		to   string
		want web.State
	}{
		"followed, to another host too": {"http://reed.example/r.txt", web.ByRobots},
		"five of them":                  {"/1", web.ByRobots},
		"six are no robots.txt":         {"/0", web.OK},
		"round and round":               {"/robots.txt", web.OK},
		"to another scheme":             {"ftp://reed.example/r.txt", web.Forbidden},
	} {
		t.Run(name, func(t *testing.T) {
			pages := map[string]http.HandlerFunc{"/robots.txt": sends(301, c.to)}
			for path, h := range chain {
				pages[path] = h
			}
			w := world{"marsh.example": serve(t, pages), "reed.example": serve(t, map[string]http.HandlerFunc{"/r.txt": shut})}
			_, err := newClient(t, in(w)).Get(t.Context(), web.Request{URL: "http://marsh.example/a"})
			if got := web.StateOf(err); got != c.want {
				t.Errorf("state %q, want %q: %v", got, c.want, err)
			}
		})
	}
}

func TestPaceIsAskedBeforeEveryHop(t *testing.T) {
	w := world{
		"marsh.example": serve(t, map[string]http.HandlerFunc{
			"/robots.txt": says(lines("User-agent: *", "Crawl-delay: 7")), "/a": sends(302, "/b"), "/b": sends(302, "http://reed.example/c"),
		}),
		"reed.example": serve(t, map[string]http.HandlerFunc{
			"/robots.txt": says(lines("User-agent: *", "Crawl-delay: 3600")), "/c": says("text"),
		}),
	}
	var turns []string
	c := newClient(t, in(w), func(o *web.Options) {
		o.Pace = func(_ context.Context, host string, gap time.Duration) error {
			turns = append(turns, fmt.Sprint(host, " ", gap))
			return nil
		}
	})
	if _, err := c.Get(t.Context(), web.Request{URL: "http://MARSH.example:80/a"}); err != nil {
		t.Fatal(err)
	}
	want := []string{"marsh.example 0s", "marsh.example 7s", "marsh.example 7s", "reed.example 0s", "reed.example 1m0s"}
	if !reflect.DeepEqual(turns, want) {
		t.Errorf("turns %q, want %q", turns, want)
	}

	lost := errors.New("lease lost")
	c = newClient(t, in(w), func(o *web.Options) {
		o.Pace = func(context.Context, string, time.Duration) error { return lost }
	})
	if _, err := c.Get(t.Context(), web.Request{URL: "http://marsh.example/a"}); !errors.Is(err, lost) {
		t.Errorf("error %v, want %v", err, lost)
	}
}
