// A control that is there only where it works.
const button = document.createElement('button');
button.textContent = 'Copy';
button.addEventListener('click', () => { button.textContent = 'Copied'; });
document.querySelector('main').append(button);
