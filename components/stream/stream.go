// Package stream is the component that reads and writes the standard streams, files that grow, and HTTP answers line by line.
package stream

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Component answers stream: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "stream",
	Title:  "Reads and writes the standard streams and files, line by line.",
	Syntax: "stream:kind",
}, build)

// Options of stream: URIs.
type Options struct {
	Kind            string        `camel:"kind,path,required" enum:"in,out,err,header,file,http" doc:"What to read (in, file, http) or to write (out, err, file, or the stream in the header stream)."`
	Encoding        string        `camel:"encoding" doc:"Charset of the text, such as ISO-8859-1. Without it that is UTF-8."`
	FileName        string        `camel:"fileName" doc:"For file: the file. It is written at its end; its directory is made where it is missing."`
	ReadLine        bool          `camel:"readLine" default:"true" doc:"Reads line by line. With false all there is becomes one message of bytes."`
	GroupLines      int           `camel:"groupLines" default:"0" doc:"Makes one message of so many lines, whose body is the list of them. With 0 each line is a message."`
	ScanStream      bool          `camel:"scanStream" default:"false" doc:"Goes on to read at the end, as a file that is written to grows."`
	ScanStreamDelay time.Duration `camel:"scanStreamDelay" default:"0" doc:"Time to wait at the end before reading on. It is at least 50 ms."`
	Retry           bool          `camel:"retry" default:"false" doc:"With scanStream: opens the file again at its end and reads it from the beginning."`
	FileWatcher     bool          `camel:"fileWatcher" default:"false" doc:"With retry: opens the file again only when it is another one or has shrunk, as by log rotation."`
	PromptMessage   string        `camel:"promptMessage" doc:"For in: text that is written to standard output before a line is read."`
	InitialPrompt   time.Duration `camel:"initialPromptDelay" default:"2s" doc:"Time before the first prompt, so that what is logged at the start stands above it."`
	PromptDelay     time.Duration `camel:"promptDelay" default:"0" doc:"Time before each other prompt."`
	HTTPURL         string        `camel:"httpUrl" doc:"For http: the address to read from."`
	HTTPHeaders     string        `camel:"httpHeaders" doc:"For http: headers of the request, such as Accept=text/plain,Authorization=Bearer x."`
	ReadTimeout     time.Duration `camel:"readTimeout" default:"0" doc:"For http: time within which the answer must begin. With 0 there is no limit."`
	AppendNewLine   bool          `camel:"appendNewLine" default:"true" doc:"Writes a line feed behind each body."`
	AutoCloseCount  int           `camel:"autoCloseCount" default:"0" doc:"For file: closes the file after so many messages, and opens it again for the next."`
	CloseOnDone     bool          `camel:"closeOnDone" default:"false" doc:"For file: closes the file after the last message of a split."`
	Delay           time.Duration `camel:"delay" default:"0" doc:"Time to wait before a body is written."`
}

// endpoint is one stream.
type endpoint struct {
	*Options
	uri     string
	ctx     *components.Context
	charset components.Charset
	std     *standard
}

// standard are the streams of the process.
type standard struct {
	in       *reader
	out, err io.Writer
	writing  sync.Mutex
}

type standardKey struct{}

func (e *endpoint) URI() string { return e.uri }

// The kind of a stream decides whether it can be read, written, or (a file) both.
type (
	source struct{ *endpoint }
	target struct{ *endpoint }
	both   struct {
		*endpoint
		source
		target
	}
)

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	e := &endpoint{Options: o, uri: uri, ctx: ctx}
	var errs components.OptionErrors
	wrong := func(option, msg, hint string) {
		errs = append(errs, components.OptionError{Option: option, Offset: -1, Msg: msg, Hint: hint})
	}
	charset, err := components.FindCharset(o.Encoding)
	if err != nil {
		hint := ""
		if unknown, ok := err.(*components.SyntaxError); ok {
			hint = unknown.Hint
		}
		wrong("encoding", fmt.Sprintf("option %q of stream: %v", "encoding", err), hint)
	}
	e.charset = charset
	if o.Kind == "file" && o.FileName == "" {
		wrong("fileName", "stream:file needs the option fileName", "write stream:file?fileName=data/log.txt")
	}
	if o.Kind == "http" && !strings.HasPrefix(o.HTTPURL, "http://") && !strings.HasPrefix(o.HTTPURL, "https://") {
		wrong("httpUrl", "stream:http needs the option httpUrl", "write stream:http?httpUrl=https://example.org/data.txt")
	}
	if o.GroupLines < 0 {
		wrong("groupLines", fmt.Sprintf("Option groupLines must be 0 or positive number, was %d", o.GroupLines), "")
	}
	if len(errs) > 0 {
		return nil, errs
	}
	e.std = components.Shared(ctx, standardKey{}, func() *standard {
		return &standard{in: newReader(os.Stdin), out: os.Stdout, err: os.Stderr}
	})
	switch o.Kind {
	case "in", "http":
		return source{e}, nil
	case "file":
		return both{e, source{e}, target{e}}, nil
	}
	return target{e}, nil
}
