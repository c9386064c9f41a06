module github.com/headroom/headroom/demo

go 1.26.5

replace github.com/headroom/headroom => ../
