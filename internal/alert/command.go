package alert

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"strconv"
	"time"

	"storywatch/store"
)

// commandTimeout bounds a command. It should hand the alert on, not work on it.
const commandTimeout = time.Minute

// command is the exec channel: a program of the user's that gets each message as JSON on standard input. It is started
// without a shell; exit code 0 means delivered.
type command struct{ argv []string }

func (c command) recipients() []recipient { return []recipient{{channel: "exec", name: c.argv[0]}} }

func (c command) send(ctx context.Context, m *store.MessageRow) error {
	in, err := json.Marshal(payloadOf(m))
	if err != nil {
		return &undeliverable{refused: true, err: err}
	}
	ctx, cancel := context.WithTimeout(ctx, commandTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, c.argv[0], c.argv[1:]...)
	cmd.Stdin = bytes.NewReader(in)
	cmd.WaitDelay = 5 * time.Second
	if out, err := cmd.CombinedOutput(); err != nil {
		return &undeliverable{channel: true, err: fmt.Errorf("%s: %w: %s", c.argv[0], err, cut(clean(string(out)), 200))}
	}
	return nil
}

func eventID(id int64) string { return "e" + strconv.FormatInt(id, 10) }
