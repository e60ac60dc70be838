// Names the web manifest in pages that come from a host. Browsers report an error where a page on a disk names one.
{
  const { manifest } = document.currentScript.dataset;
  if (location.protocol !== "file:") {
    document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: manifest }));
  }
}
