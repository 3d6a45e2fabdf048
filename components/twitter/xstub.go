package twitter

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/twitter/demo"
)

var stubCommand = components.Command{
	Name:  "x-stub",
	Short: "serve the demo feed alone, as a stand-in for X's API",
	Usage: stubUsage,
	Run:   runStub,
}

const stubUsage = `dromedary x-stub [--port N] [--seed N] [--rate 12/min] [--limit N] [--token T]

Serves the demo feed on 127.0.0.1: recent search as X's API v2 answers it, with
invented posts and drawn pictures. /_stub is a page that makes it fail.

  --port N    port to listen on; 0, the default, takes a free one
  --seed N    which feed; the same seed gives the same posts (default 1)
  --rate R    posts a minute on average, such as 12/min or 2/s (default 12/min)
  --limit N   API requests in 15 minutes (default 450)
  --token T   bearer token that is asked for; without it any will do
`

func runStub(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var o demo.Options
	flags := flag.NewFlagSet("x-stub", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	port := flags.Uint("port", 0, "")
	flags.Uint64Var(&o.Seed, "seed", 1, "")
	flags.IntVar(&o.Limit, "limit", 450, "")
	flags.StringVar(&o.Token, "token", "", "")
	flags.Func("rate", "", func(text string) (err error) {
		o.Rate, err = demo.ParseRate(text)
		return err
	})
	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, "Usage: "+stubUsage)
		return 0
	}
	switch {
	case err != nil:
	case flags.NArg() > 0:
		err = fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case *port > 65535:
		err = fmt.Errorf("there is no port %d", *port)
	case o.Limit < 1:
		err = fmt.Errorf("a limit of %d requests is not possible", o.Limit)
	}
	if err != nil {
		fmt.Fprintf(stderr, "error: %v\nhint: dromedary x-stub --help\n", err)
		return 2
	}
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(int(*port))))
	if err != nil {
		fmt.Fprintf(stderr, "error: %v\nhint: choose another port with --port\n", err)
		return 1
	}
	token := "demo"
	if o.Token != "" {
		token = "TOKEN"
	}
	url := "http://" + listener.Addr().String()
	fmt.Fprintf(stdout, "Demo feed: %s/\nTry: curl -H 'Authorization: Bearer %s' '%s/2/tweets/search/recent?query=cat'\n", url, token, url)
	fmt.Fprintf(stdout, "In a route: twitter-search:cat?baseUrl=%s&bearerToken=%s\n", url, token)
	if err := serve(ctx, listener, demo.New(o)); err != nil {
		fmt.Fprintf(stderr, "error: %v\n", err)
		return 1
	}
	return 0
}

// serve answers requests until ctx ends.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 64 << 10}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if server.Shutdown(stopping) != nil {
		_ = server.Close() // somebody hangs on
	}
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
