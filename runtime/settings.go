package runtime

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/routes"
)

// StartError is why an engine cannot be made or started, with what to do about it.
type StartError struct {
	Msg, Hint string
	Err       error
}

func (e *StartError) Error() string {
	if e.Err == nil {
		return e.Msg
	}
	return e.Msg + ": " + e.Err.Error()
}

func (e *StartError) Unwrap() error { return e.Err }

// settings are what properties say about the engine itself. See https://camel.apache.org/components/4.18.x/others/main.html
type settings struct {
	name            string
	shutdownTimeout time.Duration
	maxMessages     int64
	maxTime         time.Duration
	server          serverSettings
}

type serverSettings struct {
	enabled       bool
	host          string
	port          int
	staticEnabled bool
	staticSource  string
	staticPath    string
}

// readSettings reads the properties that concern the engine; the first mistake is a [StartError].
func readSettings(p *routes.Properties) (settings, error) {
	r := &settingsReader{properties: p}
	s := settings{
		name:            r.text("camel.main.name", ""),
		shutdownTimeout: r.seconds("camel.main.shutdownTimeout", 45),
		maxMessages:     r.number("camel.main.durationMaxMessages", 0, 1<<62),
		maxTime:         r.seconds("camel.main.durationMaxSeconds", 0),
		server: serverSettings{
			enabled:       r.flag("camel.server.enabled"),
			host:          r.text("camel.server.host", "127.0.0.1"),
			port:          int(r.number("camel.server.port", 8080, 65535)),
			staticEnabled: r.flag("camel.server.staticEnabled"),
			staticSource:  r.text("camel.server.staticSourceDir", ""),
			staticPath:    r.text("camel.server.staticContextPath", "/"),
		},
	}
	return s, r.err
}

type settingsReader struct {
	properties *routes.Properties
	err        error
}

func (r *settingsReader) wrong(key, value, want string) {
	if r.err == nil {
		r.err = &StartError{Msg: fmt.Sprintf("property %s: %q is not %s", key, value, want), Hint: "it is set by " + r.properties.Origin(key)}
	}
}

func (r *settingsReader) get(key string) (string, bool) {
	if r.properties == nil {
		return "", false
	}
	value, ok := r.properties.Get(key)
	value = strings.TrimSpace(value)
	return value, ok && value != ""
}

func (r *settingsReader) text(key, otherwise string) string {
	if value, ok := r.get(key); ok {
		return value
	}
	return otherwise
}

func (r *settingsReader) flag(key string) bool {
	value, ok := r.get(key)
	if ok && !strings.EqualFold(value, "true") && !strings.EqualFold(value, "false") {
		r.wrong(key, value, "true or false")
	}
	return strings.EqualFold(value, "true")
}

// number reads a whole number from 0 to highest; Camel's -1 for "no limit" is 0.
func (r *settingsReader) number(key string, otherwise, highest int64) int64 {
	value, ok := r.get(key)
	if !ok {
		return otherwise
	}
	if value == "-1" && otherwise == 0 {
		return 0
	}
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil || n < 0 || n > highest {
		r.wrong(key, value, fmt.Sprintf("a whole number from 0 to %d", highest))
		return otherwise
	}
	return n
}

// maxSeconds is as long as a [time.Duration] can be.
const maxSeconds = int64(1<<63-1) / int64(time.Second)

func (r *settingsReader) seconds(key string, otherwise int64) time.Duration {
	return time.Duration(r.number(key, otherwise, maxSeconds)) * time.Second
}
