const STYLE = "STYLE";
