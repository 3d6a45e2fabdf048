package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

// bareServer is the least that answers the greeting's requests: Go's own server, run by this program as another process.
func bareServer() (contender, error) {
	self, err := os.Executable()
	if err != nil {
		return contender{}, err
	}
	return contender{
		name:    "net/http",
		command: func(_ string, properties ...string) []string { return []string{self, "-bare", properties[0]} },
		port:    func(port string) []string { return []string{"127.0.0.1:" + port} },
	}, nil
}

func serveBare(address string) error {
	http.HandleFunc("/greet", func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Content-Type"] = []string{"text/plain"}
		w.Header()["Transfer-Encoding"] = []string{"chunked"} // as the route's answer
		_, _ = io.WriteString(w, "Hello "+r.URL.Query().Get("name"))
	})
	fmt.Println("started in no time")
	server := &http.Server{Addr: address, ReadHeaderTimeout: time.Minute}
	return server.ListenAndServe()
}
