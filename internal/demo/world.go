// Package demo is the invented news world that `storywatch demo` plays and that the end-to-end tests run on: a dozen
// sites on loopback with feeds, pages and faults, a clock that says what is published, and a mail server that keeps
// what it is given. All names in it are invented. It knows nothing of the program that reads it.
package demo

import (
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net"
	"net/netip"
	"sort"
	"strings"
	"sync"
	"time"
)

//go:embed world
var embedded embed.FS

// World is the sites, what stands on them, and the time. It is safe for concurrent use.
type World struct {
	sites    map[string]*Site
	hosts    []string // in the order of sites.yaml
	articles []*Article
	docket   []docketEntry
	days     []time.Time
	pages    *template.Template
	config   string
	expected *Expected

	mu    sync.Mutex
	now   time.Time
	clock func() time.Time // for gaps between requests
	stats Stats
	last  map[string]time.Time // host → last request, by clock
	addr  netip.AddrPort       // of the listener; zero when not started
	open  map[net.Conn]struct{}
}

// Site is one host and its habits, as sites.yaml tells them.
type Site struct {
	Host       string    `yaml:"host"`
	Name       string    `yaml:"name"`
	Tagline    string    `yaml:"tagline"`
	Template   string    `yaml:"template"`   // a file of templates/, without ending
	Zone       string    `yaml:"zone"`       // in which pages and feeds print times; New York when empty
	Sections   []string  `yaml:"sections"`   // of the navigation
	Feeds      []Feed    `yaml:"feeds"`      // what can be polled
	Validators string    `yaml:"validators"` // both, etag, modified or none
	MaxAge     int       `yaml:"max_age"`    // seconds for Cache-Control; 0 for no such header
	Charset    string    `yaml:"charset"`    // of pages: "" is UTF-8, or windows-1252
	Gzip       bool      `yaml:"gzip"`       // compresses for those who accept it
	Robots     string    `yaml:"robots"`     // robots.txt; 404 when empty
	Pages      string    `yaml:"pages"`      // "" or "refused": article pages answer 403
	FailsFrom  time.Time `yaml:"fails_from"` // from then on everything but robots.txt answers 500
	Comments   []string  `yaml:"comments"`   // readers' comments under every article
	disallow   []string
	zone       *time.Location
}

// Feed is one pollable address of a site.
type Feed struct {
	Path    string `yaml:"path"`
	Kind    string `yaml:"kind"`    // rss, rss-full, atom, json, list, sitemap or docket
	Title   string `yaml:"title"`   // "" for the site's name
	Section string `yaml:"section"` // only articles of this section; "" for all but those of other feeds' sections
}

// defaultZone is the zone of sites that name none, and of the demo's config.
const defaultZone = "America/New_York"

// New reads the embedded files. The time is before the first poll day, so that nothing is published yet; call SetTime.
func New() (*World, error) {
	sub, err := fs.Sub(embedded, "world")
	if err != nil {
		return nil, err
	}
	return newFrom(sub)
}

func newFrom(fsys fs.FS) (*World, error) {
	w := &World{sites: map[string]*Site{}, clock: time.Now, last: map[string]time.Time{}, open: map[net.Conn]struct{}{}}
	w.stats = newStats()
	if err := w.readSites(fsys); err != nil {
		return nil, err
	}
	var err error
	if w.articles, err = readArticles(fsys); err != nil {
		return nil, fmt.Errorf("demo world: %w", err)
	}
	if err := w.checkArticles(); err != nil {
		return nil, fmt.Errorf("demo world: %w", err)
	}
	if err := readYAML(fsys, "docket.yaml", &w.docket); err != nil {
		return nil, err
	}
	w.expected = &Expected{}
	if err := readYAML(fsys, "expected.yaml", w.expected); err != nil {
		return nil, err
	}
	if w.pages, err = template.New("").Funcs(pageFuncs).ParseFS(fsys, "templates/*.html"); err != nil {
		return nil, fmt.Errorf("demo world: %w", err)
	}
	for _, s := range w.sites {
		if w.pages.Lookup(s.Template+".html") == nil {
			return nil, fmt.Errorf("demo world: sites.yaml: %s: no template %q", s.Host, s.Template)
		}
	}
	config, err := fs.ReadFile(fsys, "config.yaml")
	if err != nil {
		return nil, fmt.Errorf("demo world: %w", err)
	}
	w.config = string(config)
	return w, nil
}

// readYAML decodes one file strictly; errors name file and line.
func readYAML(fsys fs.FS, name string, into any) error {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("demo world: %w", err)
	}
	if err := decodeYAML(raw, into); err != nil {
		return fmt.Errorf("demo world: %s:%d: %s", name, yamlLine(err), yamlMessage(err))
	}
	return nil
}

func (w *World) readSites(fsys fs.FS) error {
	var file struct {
		Polls []time.Time `yaml:"polls"`
		Sites []*Site     `yaml:"sites"`
	}
	if err := readYAML(fsys, "sites.yaml", &file); err != nil {
		return err
	}
	w.days = file.Polls
	if !sort.SliceIsSorted(w.days, func(i, j int) bool { return w.days[i].Before(w.days[j]) }) || len(w.days) == 0 {
		return fmt.Errorf("demo world: sites.yaml: polls must be times in order, at least one")
	}
	for _, s := range file.Sites {
		if _, twice := w.sites[s.Host]; twice || !strings.HasSuffix(s.Host, ".example") {
			return fmt.Errorf("demo world: sites.yaml: host %q must end in .example and stand once", s.Host)
		}
		if s.Zone == "" {
			s.Zone = defaultZone
		}
		zone, err := time.LoadLocation(s.Zone)
		if err != nil {
			return fmt.Errorf("demo world: sites.yaml: %s: %w", s.Host, err)
		}
		s.zone, s.disallow = zone, disallowed(s.Robots)
		w.sites[s.Host] = s
		w.hosts = append(w.hosts, s.Host)
	}
	return nil
}

func (w *World) checkArticles() error {
	paths := map[string]string{}
	for _, a := range w.articles {
		if w.sites[a.Site] == nil {
			return a.errorf("site", "sites.yaml has no host %q", a.Site)
		}
		key := a.Site + a.Path
		if other, twice := paths[key]; twice {
			return a.errorf("path", "%s stands at this address already", other)
		}
		paths[key] = a.File
	}
	return nil
}

// SetTime says what time it is: what appears later is not there yet, revisions up to t are made. Time may also go back.
func (w *World) SetTime(t time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = t
}

// SetClock says by which clock Stats measures the gap between two requests to one host. The default is the machine's.
func (w *World) SetClock(now func() time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.clock = now
}

// Edit changes an article for good, now and in everything it will later become: every old in title and text becomes new.
// Copies at other sites keep what they copied.
func (w *World) Edit(site, path, old, new string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, a := range w.articles {
		if a.Site == site && a.Path == path {
			return a.edit(old, new, w.now)
		}
	}
	return fmt.Errorf("no article at %s%s", site, path)
}

// Hosts lists the sites' hosts.
func (w *World) Hosts() []string { return append([]string(nil), w.hosts...) }

// Site gives the site of a host, or nil.
func (w *World) Site(host string) *Site { return w.sites[host] }

// Articles lists all articles, also those of the future, in the order of their files. They are not to be changed.
func (w *World) Articles() []*Article { return append([]*Article(nil), w.articles...) }

// URL is the address of the article that a file name stands for; "" when there is none.
func (w *World) URL(file string) string {
	for _, a := range w.articles {
		if a.File == file {
			return a.URL()
		}
	}
	return ""
}

// URL is the article's address.
func (a *Article) URL() string { return "http://" + a.Site + a.Path }

// Days lists when the demo polls, in order. More than one may fall on one calendar day.
func (w *World) Days() []time.Time { return append([]time.Time(nil), w.days...) }

// Config is the text of the demo's config.yaml. It wants STORYWATCH_DEMO_SMTP in the environment: an smtp:// URL.
func (w *World) Config() string { return w.config }

// Expected is what a careful reader finds in the world.
func (w *World) Expected() *Expected { return w.expected }
