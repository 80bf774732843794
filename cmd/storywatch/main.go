// Command storywatch watches sources about a running story, keeps who said what and when, and says what is new.
//
// This file owns the command line, signals and exit codes; wire.go puts the rooms together; every command has a file of its own.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	_ "time/tzdata" // a zone in the config must work on machines without a zone database

	"github.com/alecthomas/kong"
	"github.com/mattn/go-isatty"

	"storywatch/internal/clock"
	"storywatch/internal/config"
	"storywatch/store"
)

// The exit codes. Scripts rely on them; they never change their meaning.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2 // config or command line
	exitSources     = 3 // some sources changed to failing; the rest was done
	exitStore       = 4 // store damaged or from a newer version
	exitUndelivered = 5 // alerts not delivered; kept, will be tried again
)

// exitError carries an exit code. Its text may be empty when everything has been said.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

// usageError is a mistake in the command line or the config.
func usageError(format string, args ...any) error {
	return &exitError{exitUsage, fmt.Errorf(format, args...)}
}

// cli is the command line. A command's Run method gets *app.
type cli struct {
	Config    string           `help:"Config file." default:"config.yaml" env:"STORYWATCH_CONFIG" placeholder:"FILE" short:"c"`
	LogFormat string           `help:"Form of messages on stderr: text or json." enum:"text,json" default:"text"`
	Verbose   bool             `help:"Say on stderr what is being done." short:"v"`
	Version   kong.VersionFlag `help:"Print the version and exit."`

	Demo  demoCmd  `cmd:"" help:"Play a small invented news world offline and show the alerts it makes." group:"Start here"`
	Init  initCmd  `cmd:"" help:"Write a config.yaml to begin with." group:"Start here"`
	Check checkCmd `cmd:"" help:"Explain the config's mistakes and try every source once." group:"Start here"`

	Run   runCmd   `cmd:"" help:"Do one pass over what is due, then deliver alerts: made for cron." group:"Watch"`
	Watch watchCmd `cmd:"" help:"Do passes for ever." group:"Watch"`
	Send  sendCmd  `cmd:"" help:"Deliver pending alerts, or say who would get what, when and why." group:"Watch"`

	Items        itemsCmd        `cmd:"" help:"List items." group:"Look"`
	Stories      storiesCmd      `cmd:"" help:"List stories." group:"Look"`
	Quotes       quotesCmd       `cmd:"" help:"List quotes with their speakers." group:"Look"`
	Developments developmentsCmd `cmd:"" help:"List what happened." group:"Look"`
	Awards       awardsCmd       `cmd:"" help:"List contract awards." group:"Look"`
	Sources      sourcesCmd      `cmd:"" help:"Show the health of every source." group:"Look"`
	Show         showCmd         `cmd:"" help:"Show one item, quote, development or story." group:"Look"`
	Why          whyCmd          `cmd:"" help:"Say why something was flagged, or was not." group:"Look"`
	Export       exportCmd       `cmd:"" help:"Write items, quotes, developments, awards or dates as CSV or JSON Lines." group:"Look"`

	Judge    judgeCmd    `cmd:"" help:"Say whether a development or quote was right; corrects what was sent." group:"Correct"`
	Story    storyCmd    `cmd:"" help:"Merge, split, hold or close stories by hand." group:"Correct"`
	Mute     muteCmd     `cmd:"" help:"Send no alerts about a story, source or type, for a time." group:"Correct"`
	Unmute   unmuteCmd   `cmd:"" help:"End a mute." group:"Correct"`
	Backtest backtestCmd `cmd:"" help:"Try a config on what was kept: alerts gained and lost." group:"Correct"`
	Reread   rereadCmd   `cmd:"" help:"Read what was kept again by present rules; alerts nobody." group:"Correct"`

	Add     addCmd     `cmd:"" help:"Add a page by hand: a file, an address or standard input." group:"Feed by hand"`
	Import  importCmd  `cmd:"" help:"Read a back file of documents in its own time." group:"Feed by hand"`
	Extract extractCmd `cmd:"" help:"Print the facts of a page or text; nothing is stored." group:"Feed by hand"`
	Parse   parseCmd   `cmd:"" help:"Print the items of a feed, docket, sitemap or page; nothing is stored." group:"Feed by hand"`
}

// app is what every command stands on. Tests make one and call run as main does.
type app struct {
	ctx    context.Context
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	getenv func(string) (string, bool)
	clock  clock.Clock
	// terminal says that stdout is one: tables get colour and the width of the window, progress is shown.
	terminal bool
	// configGiven says that --config or STORYWATCH_CONFIG names a file: commands that need none then read it.
	configGiven bool
	// dial replaces connecting, for worlds on loopback; nil means the network.
	dial func(ctx context.Context, network, address string, d *net.Dialer) (net.Conn, error)
	// parallel is how many hosts are asked at once; 0 means the worker's default.
	parallel int
	log      *slog.Logger
	cli      *cli
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	a := &app{ctx: ctx, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.LookupEnv, clock: clock.System{}, terminal: isTerminal(os.Stdout)}
	code := a.run(os.Args[1:])
	stop()
	os.Exit(code)
}

// run is the program: arguments in, exit code out.
func (a *app) run(args []string) (code int) {
	a.cli = &cli{}
	exited := -1
	parser, err := kong.New(a.cli,
		kong.Name("storywatch"),
		kong.Description("Watches sources about a running story, keeps who said what and when, and says what is new."),
		kong.Vars{"version": version()},
		kong.Writers(a.stdout, a.stderr),
		kong.Exit(func(c int) { exited = c; panic(exitNow{}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.ExplicitGroups([]kong.Group{{Key: "Start here", Title: "Start here"}, {Key: "Watch", Title: "Watch"}, {Key: "Look", Title: "Look at what is known"}, {Key: "Correct", Title: "Correct"}, {Key: "Feed by hand", Title: "Feed by hand"}}),
		kong.Bind(a),
	)
	if err != nil {
		fmt.Fprintf(a.stderr, "storywatch: %v\n", err)
		return exitFailed
	}
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(exitNow); !ok {
				panic(r)
			}
			code = exited // --help and --version end here
		}
	}()
	if len(args) == 0 {
		args = []string{"--help"}
	}
	k, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(a.stderr, "storywatch: %v\n", err)
		fmt.Fprintln(a.stderr, "`storywatch --help` lists the commands; `storywatch COMMAND --help` shows one with an example.")
		return exitUsage
	}
	a.log = a.logger()
	a.configGiven = a.configNamed(k)
	return a.exitCode(k.Run(a))
}

type exitNow struct{}

// configNamed reports whether the user named a config.
func (a *app) configNamed(k *kong.Context) bool {
	for _, p := range k.Path {
		if p.Flag != nil && p.Flag.Name == "config" {
			return true
		}
	}
	v, ok := a.getenv("STORYWATCH_CONFIG")
	return ok && v != ""
}

// exitCode prints an error once and says which code it means.
func (a *app) exitCode(err error) int {
	if err == nil {
		return exitOK
	}
	code := exitFailed
	var exit *exitError
	var mistakes *config.Error
	switch {
	case errors.As(err, &exit):
		code = exit.code
	case errors.As(err, &mistakes):
		code = exitUsage
	case errors.Is(err, store.ErrNewer), errors.Is(err, store.ErrDamaged):
		code = exitStore
	case errors.Is(err, context.Canceled) && a.ctx.Err() != nil:
		fmt.Fprintln(a.stderr, "storywatch: stopped; the next run goes on where this one was")
		return exitFailed
	}
	if text := strings.TrimSpace(clean(err.Error())); text != "" {
		fmt.Fprintf(a.stderr, "storywatch: %s\n", text)
	}
	return code
}

func (a *app) logger() *slog.Logger {
	level := slog.LevelWarn
	if a.cli.Verbose {
		level = slog.LevelInfo
	}
	o := &slog.HandlerOptions{Level: level}
	if a.cli.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(a.stderr, o))
	}
	return slog.New(slog.NewTextHandler(a.stderr, o))
}

// isTerminal reports whether f is a terminal. A character device is not enough: /dev/null is one, and cron uses it.
func isTerminal(f *os.File) bool { return isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()) }

// plural is a number with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// version is the module's version as it was built.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "development build"
}
