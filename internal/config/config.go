// Package config reads config.yaml into typed settings and explains every mistake in it: file, line, column, the line
// itself with a caret, and what to write instead. It knows the words of the file, not what the rooms do with them.
package config

import (
	"fmt"
	"slices"
	"time"
)

// Config is a whole config.yaml. Load fills every default, so a caller never asks whether a key was there.
type Config struct {
	Version      int          `yaml:"version"`
	Store        string       `yaml:"store"` // absolute after Load: relative paths count from the config's folder
	Contact      string       `yaml:"contact"`
	Timezone     Zone         `yaml:"timezone"`
	FirstRun     string       `yaml:"first_run"`
	Fetch        Fetch        `yaml:"fetch"`
	Entities     []Entity     `yaml:"entities"`
	Topics       []Topic      `yaml:"topics"`
	Developments Developments `yaml:"developments"`
	Sources      []Source     `yaml:"sources"`
	Stories      Stories      `yaml:"stories"`
	Awards       Awards       `yaml:"awards"`
	Alerts       Alerts       `yaml:"alerts"`
	Export       Export       `yaml:"export"`

	File string `yaml:"-"` // the path it was read from; "" for the built-in defaults

	places *checker // where values stand in the file, for mistakes that only other rooms can find
}

// TypesMustBe reports every development type in the file that is neither among known nor added by it, as Load reports mistakes.
func (c *Config) TypesMustBe(known []string) error {
	if c.places == nil {
		return nil
	}
	all := slices.Clone(known)
	for _, t := range c.Developments.Types {
		all = append(all, t.Type)
	}
	for _, list := range []struct {
		key   string
		types []string
	}{{"now", c.Developments.Now}, {"digest", c.Developments.Digest}, {"never", c.Developments.Never}} {
		for i, t := range list.types {
			if !slices.Contains(all, t) {
				c.places.oneOf(fmt.Sprintf(".developments.%s[%d]", list.key, i), t, all...)
			}
		}
	}
	if len(c.places.fail.Problems) > 0 {
		return c.places.fail.sorted()
	}
	return nil
}

// Fetch is how servers are asked.
type Fetch struct {
	Every          Duration   `yaml:"every"`
	Gap            Duration   `yaml:"gap"`
	Timeout        Duration   `yaml:"timeout"`
	MaxBody        Size       `yaml:"max_body"`
	Robots         string     `yaml:"robots"`
	AllowAddresses []Prefix   `yaml:"allow_addresses"`
	KeepBodies     Duration   `yaml:"keep_bodies"`
	Recheck        []Duration `yaml:"recheck"`
}

// Entity is a name that counts as one.
type Entity struct {
	Name    string   `yaml:"name"`
	Kind    string   `yaml:"kind"`
	Aliases []string `yaml:"aliases"`
	Of      string   `yaml:"of"`
}

// Topic is a condition under which an item is kept.
type Topic struct {
	Name     string        `yaml:"name"`
	Entities TopicEntities `yaml:"entities"`
	Any      []string      `yaml:"any"`
	None     []string      `yaml:"none"`
	Within   string        `yaml:"within"`
}

// TopicEntities asks for some of several entities.
type TopicEntities struct {
	AtLeast int      `yaml:"at_least"`
	Of      []string `yaml:"of"`
}

// Developments says what alerts when, and adds types.
type Developments struct {
	Now    []string          `yaml:"now"`
	Digest []string          `yaml:"digest"`
	Never  []string          `yaml:"never"`
	Types  []DevelopmentType `yaml:"types"`

	given bool // the file names at least one of Now, Digest, Never
}

// Given reports whether the file says which types alert; else the built-in levels hold.
func (d Developments) Given() bool { return d.given }

// DevelopmentType is a type of the user's own, or more phrases for a built-in one.
type DevelopmentType struct {
	Type     string   `yaml:"type"`
	Phrases  []string `yaml:"phrases"`
	Statuses []string `yaml:"statuses"`
	Alert    string   `yaml:"alert"`
}

// Source is a thing to poll.
type Source struct {
	Name        string   `yaml:"name"`
	URL         URL      `yaml:"url"`
	Kind        string   `yaml:"kind"`
	Preset      string   `yaml:"preset"`
	Query       string   `yaml:"query"`
	Paths       Paths    `yaml:"paths"`
	LinkPattern Pattern  `yaml:"link_pattern"`
	Links       string   `yaml:"links"`
	Select      string   `yaml:"select"`
	Ignore      []string `yaml:"ignore"`
	Docket      string   `yaml:"docket"`
	Parse       string   `yaml:"parse"`
	Body        string   `yaml:"body"`
	Every       Duration `yaml:"every"`
	Robots      string   `yaml:"robots"`
	Owner       string   `yaml:"owner"`
	Primary     bool     `yaml:"primary"`
}

// Paths are where a JSON answer keeps what an item needs, dots between keys.
type Paths struct {
	Items   string `yaml:"items"`
	ID      string `yaml:"id"`
	Title   string `yaml:"title"`
	URL     string `yaml:"url"`
	Date    string `yaml:"date"`
	Summary string `yaml:"summary"`
}

// Stories says how long a story waits for its next article.
type Stories struct {
	Window Duration `yaml:"window"`
}

// Awards says which contract awards are news.
type Awards struct {
	Alert AwardAlert `yaml:"alert"`
}

// AwardAlert names awardees and words.
type AwardAlert struct {
	Entities []string `yaml:"entities"`
	Any      []string `yaml:"any"`
}

// Alerts is who gets what, how.
type Alerts struct {
	Email     *Email   `yaml:"email"`
	Webhook   *Webhook `yaml:"webhook"`
	Exec      []string `yaml:"exec"`
	Now       NowRule  `yaml:"now"`
	Digest    Digest   `yaml:"digest"`
	Quiet     *Quiet   `yaml:"quiet"`
	Heartbeat URL      `yaml:"heartbeat"`
}

// Email is a mail route.
type Email struct {
	To   []Address `yaml:"to"`
	From Address   `yaml:"from"`
	SMTP Server    `yaml:"smtp"`
	TLS  string    `yaml:"tls"`
}

// Webhook is an HTTP route.
type Webhook struct {
	URL    URL    `yaml:"url"`
	Secret string `yaml:"secret"`
	Shape  string `yaml:"shape"`
}

// NowRule bounds immediate alerts, per story and recipient.
type NowRule struct {
	MaxPerDay int      `yaml:"max_per_day"`
	Gap       Duration `yaml:"gap"`
}

// Digest is when the digest goes out.
type Digest struct {
	At        TimeOfDay `yaml:"at"`
	Days      []string  `yaml:"days"`
	WhenEmpty string    `yaml:"when_empty"`
}

// Quiet is a stretch of the day in which nothing is sent; what is due is held until To.
type Quiet struct {
	From TimeOfDay `yaml:"from"`
	To   TimeOfDay `yaml:"to"`
}

// Export is how files are written.
type Export struct {
	Excel bool `yaml:"excel"`
}

// Defaults are the values that a config without the key has, as config.yaml documents them.
func Defaults() Config {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		newYork = time.UTC // no zone database on this machine: main embeds one, tests may not
	}
	return Config{
		Version: 1, Store: "storywatch.db", Timezone: Zone{newYork}, FirstRun: "quiet",
		Fetch: Fetch{
			Every: Duration(30 * time.Minute), Gap: Duration(2 * time.Second), Timeout: Duration(20 * time.Second), MaxBody: 8 << 20,
			Robots: "obey", KeepBodies: Duration(90 * 24 * time.Hour),
			Recheck: []Duration{Duration(6 * time.Hour), Duration(24 * time.Hour), Duration(72 * time.Hour)},
		},
		Stories: Stories{Window: Duration(14 * 24 * time.Hour)},
		Alerts: Alerts{
			Now:    NowRule{MaxPerDay: 6, Gap: Duration(2 * time.Hour)},
			Digest: Digest{At: TimeOfDay{7, 30}, Days: []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}, WhenEmpty: "health"},
		},
	}
}
