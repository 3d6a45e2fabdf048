package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
)

// These are stamped into the binary with -ldflags "-X ..." (see the Makefile). Without that, what the Go tool noted about
// the sources is shown.
var (
	version string
	commit  string
	date    string
)

// build says what the binary was made of.
type build struct {
	Version string `json:"version"`
	Commit  string `json:"commit,omitempty"`
	Date    string `json:"date,omitempty"`
	Go      string `json:"go"`
	System  string `json:"system"`
}

func thisBuild() build {
	b := build{version, commit, date, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH}
	if b.Version != "" {
		return b
	}
	b.Version = "development"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		b.Version = v
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value[:min(12, len(s.Value))]
		case "vcs.time":
			b.Date = s.Value
		}
	}
	return b
}

func (b build) String() string {
	text := "dromedary " + b.Version + " ("
	if b.Commit != "" {
		text += "commit " + b.Commit + ", "
	}
	if b.Date != "" {
		text += b.Date + ", "
	}
	return text + b.Go + ", " + b.System + ")"
}

func versionCommand() *command {
	fs := newFlags("version")
	asJSON := fs.Bool("json", false, "print JSON")
	return &command{
		name: "version", short: "print version, commit and date",
		usage: "Usage: dromedary version [--json]\n",
		flags: fs,
		run: func(p *program, args []string) error {
			if len(args) > 0 {
				return misuse("", "version takes no files")
			}
			if *asJSON {
				return writeJSON(p.stdout, thisBuild())
			}
			_, err := fmt.Fprintln(p.stdout, thisBuild())
			return err
		},
	}
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
