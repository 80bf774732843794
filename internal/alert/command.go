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

// commandGrace is how long a command's children may keep its output open after it was ended.
const commandGrace = 5 * time.Second

// command is the exec channel: a program of the user's that gets each message as JSON on standard input. It is started
// without a shell; exit code 0 means delivered.
type command struct {
	argv    []string
	timeout time.Duration
}

func (c command) recipients() []recipient { return []recipient{{channel: "exec", name: c.argv[0]}} }

func (c command) send(ctx context.Context, m *store.MessageRow) error {
	in, err := json.Marshal(payloadOf(m))
	if err != nil {
		return &undeliverable{refused: true, err: err}
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, c.argv[0], c.argv[1:]...)
	cmd.Stdin = bytes.NewReader(in)
	cmd.WaitDelay = commandGrace
	var out head
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		if ctx.Err() == context.DeadlineExceeded {
			err = fmt.Errorf("did not end within %s", c.timeout)
		}
		return &undeliverable{channel: true, err: fmt.Errorf("%s: %w%s", c.argv[0], err, out.quoted())}
	}
	return nil
}

// head keeps the beginning of what is written to it, and takes the rest.
type head struct{ kept []byte }

func (h *head) Write(p []byte) (int, error) {
	h.kept = append(h.kept, p[:min(len(p), maxAnswer-len(h.kept))]...)
	return len(p), nil
}

// quoted is the beginning as an appendix to an error; "" when there is none.
func (h *head) quoted() string {
	if s := cut(clean(string(h.kept)), maxQuoted); s != "" {
		return ": " + s
	}
	return ""
}

func eventID(id int64) string { return "e" + strconv.FormatInt(id, 10) }
