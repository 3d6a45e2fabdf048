// Package activemqtest starts a real ActiveMQ for integration tests: the one of Debian's package activemq, with STOMP on a
// free port of the loopback interface, its files in a temporary folder, gone when the test ends.
package activemqtest

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"text/template"
	"time"
)

const home = "/usr/share/activemq"

// StartTimeout is how long the broker may take until it listens.
const StartTimeout = 60 * time.Second

// Broker is a running ActiveMQ. Its methods are for the test's goroutine.
type Broker struct {
	// URL is the broker's address, stomp://127.0.0.1:PORT; it stays the same over a restart.
	URL string

	t       testing.TB
	dir     string
	address string
	process *exec.Cmd
	exited  chan struct{}
	output  string
}

// Start starts a broker that keeps its messages on disk. The test fails where ActiveMQ or Java is not installed. Where
// user is not empty, clients have to log in.
func Start(t testing.TB, user, password string) *Broker {
	t.Helper()
	if _, err := os.Stat(home); err != nil {
		t.Fatalf("ActiveMQ is not installed: %v (apt-get install -y --no-install-recommends activemq)", err)
	}
	dir := t.TempDir()
	address := freeAddress(t)
	b := &Broker{URL: "stomp://" + address, t: t, dir: dir, address: address, output: filepath.Join(dir, "output.log")}
	var config bytes.Buffer
	err := configuration.Execute(&config, map[string]string{"Dir": dir, "Address": address, "User": user, "Password": password})
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "activemq.xml"), config.Bytes(), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Kill)
	b.Start()
	return b
}

func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

var configuration = template.Must(template.New("activemq.xml").Parse(`<beans xmlns="http://www.springframework.org/schema/beans"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="
  http://www.springframework.org/schema/beans http://www.springframework.org/schema/beans/spring-beans-2.0.xsd
  http://activemq.apache.org/schema/core http://activemq.apache.org/schema/core/activemq-core.xsd">
  <broker xmlns="http://activemq.apache.org/schema/core" brokerName="localhost" useJmx="false" persistent="true" dataDirectory="{{html .Dir}}/data">
{{- if .User}}
    <plugins>
      <simpleAuthenticationPlugin anonymousAccessAllowed="false">
        <users><authenticationUser username="{{html .User}}" password="{{html .Password}}" groups="users"/></users>
      </simpleAuthenticationPlugin>
    </plugins>
{{- end}}
    <transportConnectors>
      <transportConnector name="stomp" uri="stomp://{{.Address}}"/>
    </transportConnectors>
  </broker>
</beans>
`))

// Start starts the broker again after [Broker.Stop] or [Broker.Kill], with what it kept on disk, and waits until it listens.
func (b *Broker) Start() {
	b.t.Helper()
	var jars []string
	for _, pattern := range []string{home + "/lib/*.jar", home + "/lib/optional/*.jar"} {
		found, _ := filepath.Glob(pattern) // the pattern is well formed
		jars = append(jars, found...)
	}
	output, err := os.OpenFile(b.output, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		b.t.Fatal(err)
	}
	defer output.Close()
	b.process = exec.Command("java", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dactivemq.base="+b.dir, "-Dactivemq.home="+home,
		"-Dactivemq.data="+filepath.Join(b.dir, "data"), "-cp", strings.Join(jars, ":"),
		"org.apache.activemq.console.Main", "start", "xbean:file:"+filepath.Join(b.dir, "activemq.xml"))
	b.process.Stdout, b.process.Stderr = output, output
	if err := b.process.Start(); err != nil {
		b.t.Fatalf("cannot start ActiveMQ: %v (apt-get install -y --no-install-recommends activemq default-jre-headless)", err)
	}
	process, exited := b.process, make(chan struct{})
	b.exited = exited
	go func() {
		_ = process.Wait() // how it ended is told by its output
		close(exited)
	}()
	b.waitUntilItListens()
}

func (b *Broker) waitUntilItListens() {
	b.t.Helper()
	deadline := time.After(StartTimeout)
	for {
		if c, err := net.DialTimeout("tcp", b.address, time.Second); err == nil {
			_ = c.Close()
			return
		}
		select {
		case <-b.exited:
			b.t.Fatalf("ActiveMQ ended:\n%s", b.Output())
		case <-deadline:
			b.t.Fatalf("ActiveMQ does not listen on %s after %v:\n%s", b.address, StartTimeout, b.Output())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// Output is what the broker printed so far.
func (b *Broker) Output() string {
	text, err := os.ReadFile(b.output)
	if err != nil {
		return fmt.Sprint(err)
	}
	return string(text)
}

// Stop shuts the broker down in order and waits for its end.
func (b *Broker) Stop() { b.end(syscall.SIGTERM) }

// Kill ends the broker as a crash would.
func (b *Broker) Kill() { b.end(syscall.SIGKILL) }

func (b *Broker) end(s syscall.Signal) {
	if b.process == nil {
		return
	}
	_ = b.process.Process.Signal(s) // it may have ended by itself
	select {
	case <-b.exited:
	case <-time.After(StartTimeout):
		_ = b.process.Process.Kill()
		<-b.exited
		b.t.Errorf("ActiveMQ did not stop in %v:\n%s", StartTimeout, b.Output())
	}
	b.process = nil
}
