package main

import (
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"

	"storywatch/crawler"
	"storywatch/crawler/web"
	"storywatch/extract"
	"storywatch/internal/config"
	"storywatch/internal/worker"
	"storywatch/store"
)

type addCmd struct {
	What      string `arg:"" help:"A saved page or text, an address, or - for standard input."`
	URL       string `help:"The address that the file came from." placeholder:"URL"`
	Title     string `help:"Its title, when the text has none."`
	Source    string `help:"Who published it."`
	Published string `help:"When it was published." placeholder:"2031-03-14"`
	NoAlert   bool   `help:"Do not send anything; what is new stays pending."`
}

// Help teaches.
func (addCmd) Help() string {
	return `Adds one document by hand: a page that a site refuses to programs, saved in a browser; a text; or an address to be fetched
(robots.txt is obeyed). It is read like any other, whatever its topic, and alerts like any other.

  storywatch add ruling.html --url https://court.example/ruling-12 --source "District Court"
  storywatch add https://news.example/2031/03/14/story`
}

// Run adds it.
func (x *addCmd) Run(a *app) error {
	in := extract.Input{URL: x.URL, Title: x.Title, Source: x.Source}
	var err error
	if x.Published != "" {
		if in.Published, in.PublishedPrecision, err = worker.ParseTime(x.Published); err != nil {
			return usageError("--published: %w", err)
		}
	}
	if x.URL != "" {
		if u, err := url.Parse(x.URL); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return usageError("--url: %q is no web address", x.URL)
		}
	}
	return a.withStore(false, func(c *config.Config, st *store.Store) error {
		body, err := x.content(a, c, st, &in)
		if err != nil {
			return err
		}
		w, err := a.worker(c, st, nil)
		if err != nil {
			return err
		}
		sender, err := a.sender(c, st)
		if err != nil {
			return err
		}
		done, facts, err := w.Add(a.ctx, in, body)
		if err != nil {
			return fmt.Errorf("add %s: %w", x.What, err)
		}
		title := "without a title"
		if facts.Title != "" {
			title = "“" + cleanLine(facts.Title) + "”"
		}
		fmt.Fprintf(a.stdout, "i%d %s: %s, %s, %s, %s\n", done.ItemID, done.Outcome, title, plural(facts.Words, "word"), plural(len(facts.Quotes), "quote"), plural(len(done.Events), "new development"))
		for _, n := range facts.Notes {
			fmt.Fprintf(a.stdout, "note: %s\n", cleanLine(n))
		}
		fmt.Fprintf(a.stdout, "next: storywatch show i%d\n", done.ItemID)
		if x.NoAlert {
			return nil
		}
		return a.deliver(a.ctx, sender)
	})
}

// content fills in the document and returns the bytes to keep as evidence.
func (x *addCmd) content(a *app, c *config.Config, st *store.Store, in *extract.Input) (*store.Body, error) {
	now := a.clock.Now()
	if strings.HasPrefix(x.What, "http://") || strings.HasPrefix(x.What, "https://") {
		client, err := a.webClient(c, st)
		if err != nil {
			return nil, err
		}
		doc, err := crawler.FetchPage(a.ctx, client, x.What, web.Obey, crawler.Validators{})
		if err != nil {
			return nil, fmt.Errorf("%w\nwhat to do: %s", err, addAdvice(web.StateOf(err)))
		}
		in.HTML, in.ContentType, in.URL = doc.Body, doc.ContentType, doc.FinalURL
		return &store.Body{Bytes: doc.Body, Header: doc.Header, ContentType: doc.ContentType, URL: doc.FinalURL, FetchedAt: doc.FetchedAt}, nil
	}
	data, err := x.read(a)
	if err != nil {
		return nil, err
	}
	if len(strings.TrimSpace(string(data))) == 0 {
		return nil, usageError("%s is empty", x.name())
	}
	setContent(in, data)
	contentType := "text/plain"
	if len(in.HTML) > 0 {
		contentType = "text/html"
	}
	return &store.Body{Bytes: data, ContentType: contentType, URL: in.URL, FetchedAt: now}, nil
}

func (x *addCmd) read(a *app) ([]byte, error) {
	var f io.Reader = a.stdin
	if x.What != "-" {
		file, err := os.Open(x.What)
		if err != nil {
			return nil, usageError("%w: `storywatch add` takes a file, an address that begins with https://, or -", err)
		}
		defer file.Close()
		f = file
	}
	return readDocument(x.name(), f)
}

// name is what messages call the document.
func (x *addCmd) name() string {
	if x.What == "-" {
		return "standard input"
	}
	return x.What
}

// addAdvice is what a user can do about a page that could not be fetched now. No later run asks for it again.
func addAdvice(s web.State) string {
	switch s {
	case web.Timeout, web.Unreachable, web.ServerError, web.Throttled:
		return "try again later, or save the page in a browser and give the file with --url"
	case web.Blocked, web.ByRobots:
		return "save the page in a browser and give the file: storywatch add page.html --url …"
	}
	return advice(s, "item")
}
