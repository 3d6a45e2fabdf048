package routes

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// processProgram is the far end of a process bean: the test binary itself, which answers line by line.
func TestMain(m *testing.M) {
	if mode := os.Getenv("PROCESS_BEAN"); mode != "" {
		answerLines(mode)
		return
	}
	os.Exit(m.Run())
}

func answerLines(mode string) {
	buffer := make([]byte, 1<<16)
	for {
		n, err := os.Stdin.Read(buffer)
		if err != nil {
			return
		}
		request, err := components.DecodeJSON(buffer[:n])
		if err != nil {
			return
		}
		call := request.(*components.Map)
		switch method := call.Value("method"); {
		case mode == "silent":
			continue
		case method == "die":
			return
		case method == "fail":
			os.Stdout.WriteString(`{"error":{"class":"java.lang.IllegalStateException","message":"no cats"}}` + "\n")
		case method == "junk":
			os.Stdout.WriteString("meow\n")
		case method == "headers":
			os.Stdout.WriteString(`{"headers":{"n":1,"list":[1,2]},"properties":{"p":"q"}}` + "\n")
		default:
			answer, _ := components.EncodeJSON(components.NewMap("body", components.NewMap("got", call.Value("body"), "args", call.Value("args"))))
			os.Stdout.Write(append(answer, '\n'))
		}
	}
}

func newTestProcess(t *testing.T, mode, timeout string) components.Bean {
	t.Helper()
	t.Setenv("PROCESS_BEAN", mode)
	ctx := &components.Context{}
	c := &compiler{env: &Environment{Context: ctx}}
	b, err := newProcessBean(c, map[string]string{"command": "exec '" + os.Args[0] + "'", "timeout": timeout})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ctx.Stop(t.Context()) })
	return b.(components.Bean)
}

func TestProcessBean(t *testing.T) {
	b := newTestProcess(t, "answer", "10s")
	call := func(body any, method string, args ...any) (*components.Exchange, any, error) {
		ex := components.NewExchange(t.Context(), body)
		v, err := b.Call(ex, method, args)
		return ex, v, err
	}
	for range 2 {
		_, v, err := call("a cat", "feed", "milk", 2)
		if err != nil || components.Text(v) != "{got=a cat, args=[milk, 2]}" {
			t.Fatalf("got %v, %v", v, err)
		}
		_, _, err = call(nil, "fail")
		if components.Class(err) != "java.lang.IllegalStateException" || !strings.Contains(err.Error(), "no cats") {
			t.Errorf("got %v", err)
		}
		ex, v, err := call("a cat", "headers")
		if n, _ := ex.Headers.Get("n"); err != nil || v != nil || components.Text(n) != "1" || ex.Properties.Value("p") != "q" {
			t.Errorf("got %v, %v, %v", n, v, err)
		}
		if _, _, err = call(nil, "junk"); err == nil || !strings.Contains(err.Error(), "no JSON") {
			t.Errorf("got %v", err)
		}
		if _, _, err = call(nil, "die"); err == nil || !strings.Contains(err.Error(), "ended without an answer") {
			t.Errorf("got %v", err)
		} // and is started again
	}
}

func TestProcessBeanThatDoesNotAnswer(t *testing.T) {
	b := newTestProcess(t, "silent", "20ms")
	begin := time.Now()
	_, err := b.Call(components.NewExchange(t.Context(), "x"), "", nil)
	if err == nil || !strings.Contains(err.Error(), "no answer within 20ms") || time.Since(begin) > 5*time.Second {
		t.Errorf("got %v", err)
	}
}

func TestGoBean(t *testing.T) {
	h := newHarness(t)
	prices := components.BeanType{Class: "com.example.Prices", New: func(_ *components.Context, properties map[string]string) (any, error) {
		return components.BeanFunc(func(ex *components.Exchange) (any, error) {
			return components.Text(ex.Body) + " costs " + properties["price"], nil
		}), nil
	}}
	h.beans = []components.BeanType{prices}
	h.start(`
- beans:
    - name: prices
      type: com.example.Prices
      properties: {price: 5}
- from:
    uri: tick:a
    steps:
      - bean: {ref: prices, method: of}
      - to: keep:bean
      - process: {ref: prices}
      - to: keep:process
`)
	ex := components.NewExchange(t.Context(), "milk")
	if err := h.program.Routes[0].Process(ex); err != nil || ex.Body != "milk costs 5 costs 5" {
		t.Errorf("got %v, %v", ex.Body, err)
	}
}
